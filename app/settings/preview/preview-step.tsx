"use client";

import { useTranslations } from "next-intl";
import { ButtonLink } from "@/app/ui/button";
import { useFrame } from "../frame";

/** The way from set-up to the preview: what the newest invoices would be in the books, before anything is sent. */
export function PreviewStep({ isReady, isCurrent }: { isReady: boolean; isCurrent: boolean }) {
  const translate = useTranslations("preview");
  const { base } = useFrame();
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <p className={isReady ? "" : "text-muted"}>{translate("stepText")}</p>
      {isReady && (
        <ButtonLink href={`${base}/preview`} look={isCurrent ? "primary" : "secondary"}>
          {translate("stepOpen")}
        </ButtonLink>
      )}
    </div>
  );
}
