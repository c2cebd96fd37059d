"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Card } from "@/app/ui/card";
import { Notice } from "@/app/ui/notice";
import { ProblemNotice } from "@/app/ui/problem-notice";
import { formatDate, formatMoment } from "@/lib/i18n/format";
import { DownloadCsv } from "../download-csv";
import { FailureNotice } from "../failure-notice";
import { useFrame } from "../frame";
import { usePollInterval } from "../polling";
import { PeriodForm } from "./period-form";
import {
  RECONCILIATIONS_KEY,
  type ReconciliationState,
  type ResultName,
  reconciliationStateSchema,
} from "./reconciliation-state";
import { ResultFilter } from "./result-filter";
import { ResultTable } from "./result-table";

export function ReconciliationScreen({ initial }: { initial: ReconciliationState }) {
  const translate = useTranslations("reconciliation");
  const { fetchJson, locale } = useFrame();
  const [result, setResult] = useState<ResultName | null>(null);
  const asked = new URLSearchParams(result ? { result } : {});
  const pollInterval = usePollInterval();
  const { data, error, isPlaceholderData } = useQuery({
    queryKey: [RECONCILIATIONS_KEY, result],
    queryFn: () => fetchJson(`/api/embedded/reconciliations?${asked}`, reconciliationStateSchema),
    ...(result === null && { initialData: initial }),
    placeholderData: (previous) => previous,
    refetchInterval: ({ state }) =>
      state.data?.newest?.finishedAt === null &&
      pollInterval({ isMoving: true, error: state.error }),
  });
  const { newest, proposed } = data ?? initial;

  return (
    <>
      <h1 className="sr-only">{translate("title")}</h1>
      <FailureNotice error={error} />
      <Card title={translate("title")}>
        <p className="pb-3 text-muted">{translate("text")}</p>
        <PeriodForm proposed={proposed} isRunning={newest?.finishedAt === null} />
      </Card>
      {newest && (
        <Card
          title={translate("period", {
            from: formatDate(newest.periodFrom, locale),
            to: formatDate(newest.periodTo, locale),
          })}
          aside={
            newest.finishedAt !== null &&
            !newest.failure && (
              <DownloadCsv
                path={`/api/embedded/reconciliations/${newest.id}/csv`}
                label={translate("download")}
              />
            )
          }
        >
          {newest.finishedAt === null ? (
            <Notice tone="info" role="status" title={translate("running")}>
              <p>{translate("runningText")}</p>
            </Notice>
          ) : newest.failure ? (
            <ProblemNotice {...newest.failure} />
          ) : (
            <div className="grid gap-3">
              <p className="text-muted text-xs">
                {translate("finished", { time: formatMoment(newest.finishedAt, locale) })}
              </p>
              <ResultFilter counts={newest.counts} chosen={result} onChoose={setResult} />
              {data && (
                <div aria-busy={isPlaceholderData} className="grid gap-3 aria-busy:opacity-55">
                  <ResultTable rows={data.rows} />
                  {data.hasMore && <p className="text-muted">{translate("hasMore")}</p>}
                </div>
              )}
            </div>
          )}
        </Card>
      )}
    </>
  );
}
