"use client";

import { useTranslations } from "next-intl";
import { formatCount, formatDuration } from "@/lib/i18n/format";
import { useFrame } from "../frame";
import type { Activity } from "./activity";
import { Bars } from "./bars";

const PROMISED_MS = 2 * 60_000;

type TimePlotProps = Pick<Activity, "times">;

/** How long documents took from booked to verified, against what is promised. */
export function TimePlot({ times: { count, p50Ms, p95Ms, buckets } }: TimePlotProps) {
  const translate = useTranslations("activity");
  const { locale } = useFrame();
  const isKept = (upToMs: number | null) => upToMs !== null && upToMs <= PROMISED_MS;
  const kept = buckets.reduce((sum, bucket) => sum + (isKept(bucket.upToMs) ? bucket.count : 0), 0);
  if (p50Ms === null || p95Ms === null) {
    return <p className="self-center text-muted">{translate("noTimes")}</p>;
  }
  const p50 = formatDuration(p50Ms, locale);
  const p95 = formatDuration(p95Ms, locale);
  return (
    <figure className="grid content-start gap-2">
      <figcaption>
        <span className="font-medium">{translate("times")}</span>
        <span className="block text-muted text-xs">
          {translate("timesText", {
            p50,
            p95,
            kept: formatCount(kept, locale),
            count: formatCount(count, locale),
          })}
        </span>
      </figcaption>
      <Bars
        label={translate("timesLabel", { p50, p95 })}
        bars={buckets.map((bucket) => ({
          key: String(bucket.upToMs),
          count: bucket.count,
          tone: isKept(bucket.upToMs) ? "good" : "warn",
          title: translate("bucket", {
            upTo:
              bucket.upToMs === null ? translate("longer") : formatDuration(bucket.upToMs, locale),
            count: formatCount(bucket.count, locale),
          }),
        }))}
        borderAfter={buckets.findIndex(({ upToMs }) => upToMs === PROMISED_MS)}
      />
      <div
        aria-hidden="true"
        className="flex whitespace-nowrap text-[0.625rem] text-muted tabular-nums"
      >
        {buckets.map(({ upToMs }) => (
          <span
            key={upToMs}
            // Narrow, there is room for every other one: the promised time among them.
            className={`flex-1 text-center max-sm:odd:invisible ${upToMs === PROMISED_MS ? "font-semibold text-ink" : ""}`}
          >
            {upToMs === null ? translate("longer") : formatDuration(upToMs, locale)}
          </span>
        ))}
      </div>
    </figure>
  );
}
