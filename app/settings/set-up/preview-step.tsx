"use client";

import { useTranslations } from "next-intl";
import { ButtonLink } from "@/app/ui/button";
import { useFrame } from "../frame";
import type { SetUpState } from "./set-up-state";
import { usePassStep } from "./use-pass-step";

/** Optional, and worth a look: real documents as they would stand in the books. Nothing is written. */
export function PreviewStep({ setUp }: { setUp: SetUpState }) {
  const translate = useTranslations("setUp");
  const { base } = useFrame();
  const pass = usePassStep();
  const isOpen = setUp.company !== null && setUp.choices.salesInvoiceMode !== null;
  if (!isOpen) return <p className="text-muted">{translate("previewWaits")}</p>;
  const isPassed = setUp.passedSteps.includes("preview");
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 sm:flex-nowrap">
      <p>{translate(isPassed ? "previewSeen" : "previewText")}</p>
      <div className="shrink-0">
        <ButtonLink
          href={`${base}/preview`}
          onClick={() => {
            if (!isPassed) pass.mutate({ step: "preview", isPassed: true });
          }}
        >
          {translate("previewOpen")}
        </ButtonLink>
      </div>
    </div>
  );
}
