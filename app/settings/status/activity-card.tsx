"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Card } from "@/app/ui/card";
import { formatCount } from "@/lib/i18n/format";
import { FailureNotice } from "../failure-notice";
import { useFrame } from "../frame";
import { type Activity, activitySchema } from "./activity";
import { DayPlot } from "./day-plot";
import { countOf } from "./overview";
import { TimePlot } from "./time-plot";

/** All transfers are counted for it: not every few seconds. */
const POLL_MS = 2 * 60_000;

/** What has been done in the last days, and how quickly, as two small plots. */
export function ActivityCard() {
  const translate = useTranslations("activity");
  const { fetchJson } = useFrame();
  const { data, error } = useQuery({
    queryKey: ["activity"],
    queryFn: () => fetchJson("/api/embedded/activity", activitySchema),
    staleTime: POLL_MS,
    refetchInterval: POLL_MS,
  });
  return (
    <div className="grid min-h-106 sm:min-h-55">
      <Card title={translate("title")} aside={data && <Totals totals={data.totals} />}>
        <FailureNotice error={error} />
        {data ? (
          <div className="grid grid-cols-1 gap-x-8 gap-y-4 sm:grid-cols-2">
            <TimePlot times={data.times} />
            <DayPlot days={data.days} />
          </div>
        ) : (
          <div className="h-80 sm:h-36" />
        )}
      </Card>
    </div>
  );
}

function Totals({ totals }: Pick<Activity, "totals">): ReactNode {
  const translate = useTranslations("activity");
  const { locale } = useFrame();
  const verified = countOf(totals, "verified");
  const other = countOf(totals, "skipped") + countOf(totals, "other");
  return (
    <p className="text-muted text-xs tabular-nums">
      {translate("totals", {
        verified: formatCount(verified, locale),
        other: formatCount(other, locale),
      })}
    </p>
  );
}
