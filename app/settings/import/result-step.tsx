"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/app/ui/button";
import { Card } from "@/app/ui/card";
import { Notice } from "@/app/ui/notice";
import { formatMoment } from "@/lib/i18n/format";
import { DownloadCsv } from "../download-csv";
import { FailureNotice } from "../failure-notice";
import { useFrame } from "../frame";
import { CloseImport } from "./close-import";
import { EVERY_ROW, type RowFilter } from "./import-rows";
import type { ShownImport } from "./import-state";
import { OutcomeGlance } from "./outcome-glance";
import { sumOf, tallyOf } from "./progress";
import { RowSection } from "./row-section";
import { StepTitle } from "./step-title";
import { useRowAction } from "./use-row-action";

/** What became of every row; once the import is closed, only to be looked at. */
export function ResultStep({ current }: { current: ShownImport }) {
  const translate = useTranslations("import.result");
  const { locale } = useFrame();
  const { status, counts, kinds, finishedAt, closedAt } = current;
  const [filter, setFilter] = useState<RowFilter>(EVERY_ROW);
  const isClosed = status === "closed";
  return (
    <>
      {closedAt && (
        <Notice tone="info" title={translate("spent", { time: formatMoment(closedAt, locale) })}>
          <p>{translate("spentText")}</p>
        </Notice>
      )}
      <Card
        title={<StepTitle key={status}>{translate(isClosed ? "titleClosed" : "title")}</StepTitle>}
        aside={<DownloadCsv path="/api/embedded/import/csv" label={translate("download")} />}
      >
        <div className="grid gap-3">
          {finishedAt && (
            <p className="text-muted text-xs">
              {translate("finished", { time: formatMoment(finishedAt, locale) })}
            </p>
          )}
          <Summary counts={counts} isClosed={isClosed} onFilter={setFilter} />
          <OutcomeGlance {...{ counts, kinds, filter }} onFilter={setFilter} />
        </div>
      </Card>
      {!isClosed && <CloseImport current={current} />}
      <RowSection
        mode={isClosed ? "closed" : "result"}
        {...{ counts, kinds, filter }}
        onFilter={setFilter}
      />
    </>
  );
}

type SummaryProps = {
  counts: ShownImport["counts"];
  isClosed: boolean;
  onFilter: (filter: RowFilter) => void;
};

function Summary({ counts, isClosed, onFilter }: SummaryProps) {
  const translate = useTranslations("import.result");
  const { failed } = tallyOf(counts);
  const inPlace = sumOf(counts, ({ action, state }) => action !== "skip" && state === "done");
  const undecided = sumOf(counts, ({ action }) => action === "conflict");
  return (
    <>
      {failed > 0 && !isClosed && (
        <Notice tone="warn">
          <p>{translate("failed", { count: failed })}</p>
          <RetryAll />
        </Notice>
      )}
      {failed === 0 && inPlace > 0 && (
        <Notice tone="good" role="status">
          <p>{translate("allGood", { count: inPlace })}</p>
        </Notice>
      )}
      {undecided > 0 && !isClosed && (
        <Notice tone="info">
          <p>{translate("undecided", { count: undecided })}</p>
          <Button look="quiet" onClick={() => onFilter({ ...EVERY_ROW, outcome: "undecided" })}>
            {translate("goOn")}
          </Button>
        </Notice>
      )}
    </>
  );
}

function RetryAll() {
  const translate = useTranslations("import.result");
  const retry = useRowAction("retry");
  return (
    <div className="grid gap-2 pt-2">
      <div>
        <Button busy={retry.isPending} onClick={() => retry.mutate(null)}>
          {translate("retryAll")}
        </Button>
      </div>
      <FailureNotice error={retry.error} />
    </div>
  );
}
