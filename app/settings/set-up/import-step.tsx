"use client";

import { useTranslations } from "next-intl";
import { Button, ButtonLink } from "@/app/ui/button";
import { formatMoment } from "@/lib/i18n/format";
import { FailureNotice } from "../failure-notice";
import { useFrame } from "../frame";
import type { SetUpState } from "./set-up-state";
import { usePassStep } from "./use-pass-step";

/** Optional: nothing waits for it, and it can be done later as well, once. */
export function ImportStep({ setUp }: { setUp: SetUpState }) {
  const translate = useTranslations("setUp");
  const { base, locale } = useFrame();
  const pass = usePassStep();
  if (!setUp.company && !setUp.import) {
    return <p className="text-muted">{translate("importText")}</p>;
  }
  const isSkipped = setUp.import === null && setUp.passedSteps.includes("import");
  if (isSkipped) {
    return (
      <div className="grid gap-2">
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p>{translate("importSkipped")}</p>
          <Button
            look="quiet"
            busy={pass.isPending}
            onClick={() => pass.mutate({ step: "import", isPassed: false })}
          >
            {translate("importAnyway")}
          </Button>
        </div>
        <FailureNotice error={pass.error} />
      </div>
    );
  }
  const { text, label } = wordsOf(setUp.import);
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center justify-between gap-3 sm:flex-nowrap">
        <p>
          {translate(text, { date: formatMoment(setUp.import?.closedAt ?? setUp.today, locale) })}
        </p>
        <div className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-2">
          {setUp.import === null && (
            <Button
              look="quiet"
              busy={pass.isPending}
              onClick={() => pass.mutate({ step: "import", isPassed: true })}
            >
              {translate("importSkip")}
            </Button>
          )}
          <ButtonLink href={`${base}/import`}>{translate(label)}</ButtonLink>
        </div>
      </div>
      <FailureNotice error={pass.error} />
    </div>
  );
}

function wordsOf(imported: SetUpState["import"]) {
  if (!imported) return { text: "importText", label: "importOpen" } as const;
  if (imported.closedAt === null) return { text: "importGoing", label: "importContinue" } as const;
  return { text: "importSpent", label: "importResult" } as const;
}
