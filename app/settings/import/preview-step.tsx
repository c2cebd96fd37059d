"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/app/ui/button";
import { Card } from "@/app/ui/card";
import { Notice } from "@/app/ui/notice";
import { FailureNotice } from "../failure-notice";
import { Confirm } from "./confirm";
import { EVERY_ROW, type RowFilter } from "./import-rows";
import type { ShownImport } from "./import-state";
import { PlanGlance } from "./plan-glance";
import { sumOf, tallyOf } from "./progress";
import { RowSection } from "./row-section";
import { StepTitle } from "./step-title";
import { useImportAction } from "./use-import-action";

type PreviewStepProps = { current: ShownImport; onChange: () => void };

/** What will happen, before anything is written. */
export function PreviewStep({ current, onChange }: PreviewStepProps) {
  const translate = useTranslations("import.preview");
  const { counts, kinds } = current;
  const [filter, setFilter] = useState<RowFilter>(EVERY_ROW);
  const isEmpty = sumOf(counts, () => true) === 0;
  const undecided = sumOf(counts, ({ action }) => action === "conflict");
  return (
    <>
      <Card
        title={<StepTitle>{translate("title")}</StepTitle>}
        aside={
          <Button look="quiet" onClick={onChange}>
            {translate("change")}
          </Button>
        }
      >
        <div className="grid gap-3">
          {isEmpty ? (
            <p className="text-muted">{translate("empty")}</p>
          ) : (
            <>
              <p className="text-muted">{translate("text")}</p>
              <PlanGlance counts={counts} kinds={kinds} filter={filter} onFilter={setFilter} />
            </>
          )}
          {undecided > 0 && (
            <Notice tone="warn">
              <p>{translate("undecided", { count: undecided })}</p>
              <Button look="quiet" onClick={() => setFilter({ ...EVERY_ROW, action: "conflict" })}>
                {translate("showUndecided")}
              </Button>
            </Notice>
          )}
          <Start count={tallyOf(counts).total} />
        </div>
      </Card>
      {!isEmpty && (
        <RowSection mode="preview" {...{ counts, kinds, filter }} onFilter={setFilter} />
      )}
    </>
  );
}

function Start({ count }: { count: number }) {
  const translate = useTranslations("import.preview");
  const start = useImportAction("start");
  const [isSure, setIsSure] = useState(false);
  return (
    <>
      {isSure ? (
        <Confirm
          text={translate("startSure", { count })}
          yes={translate("startYes")}
          no={translate("cancel")}
          isBusy={start.isPending}
          onYes={() => start.mutate()}
          onNo={() => setIsSure(false)}
        />
      ) : (
        <div>
          <Button look="primary" disabled={count === 0} onClick={() => setIsSure(true)}>
            {count === 0 ? translate("startNothing") : translate("start", { count })}
          </Button>
        </div>
      )}
      <FailureNotice error={start.error} />
    </>
  );
}
