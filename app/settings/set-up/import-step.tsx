"use client";

import { useTranslations } from "next-intl";
import { ButtonLink } from "@/app/ui/button";
import { formatMoment } from "@/lib/i18n/format";
import { useFrame } from "../frame";
import type { SetUpState } from "./set-up-state";

/** Optional: nothing waits for it, and it can be done later as well, once. */
export function ImportStep({ setUp }: { setUp: SetUpState }) {
  const translate = useTranslations("setUp");
  const { base, locale } = useFrame();
  if (!setUp.company && !setUp.import)
    return <p className="text-muted">{translate("importText")}</p>;
  const { text, label } = wordsOf(setUp.import);
  return (
    <div className="flex flex-wrap items-center justify-between gap-3 sm:flex-nowrap">
      <p>
        {translate(text, { date: formatMoment(setUp.import?.closedAt ?? setUp.today, locale) })}
      </p>
      <div className="shrink-0">
        <ButtonLink href={`${base}/import`}>{translate(label)}</ButtonLink>
      </div>
    </div>
  );
}

function wordsOf(imported: SetUpState["import"]) {
  if (!imported) return { text: "importText", label: "importOpen" } as const;
  if (imported.closedAt === null) return { text: "importGoing", label: "importContinue" } as const;
  return { text: "importSpent", label: "importResult" } as const;
}
