"use client";

import { useTranslations } from "next-intl";
import { formatCount, formatDate } from "@/lib/i18n/format";
import { useFrame } from "../frame";
import type { Activity } from "./activity";
import { Bars } from "./bars";

/** How many documents were verified in Fiken, day by day. */
export function DayPlot({ days }: Pick<Activity, "days">) {
  const translate = useTranslations("activity");
  const { locale } = useFrame();
  const total = days.reduce((sum, { count }) => sum + count, 0);
  const [first, last] = [days.at(0), days.at(-1)];
  const busiest = days.toSorted((one, other) => other.count - one.count).at(0);
  if (!first || !last || !busiest) return null;
  const text = translate("daysText", {
    total,
    most: formatCount(busiest.count, locale),
    day: formatDate(busiest.day, locale),
  });
  return (
    <figure className="grid content-start gap-2">
      <figcaption>
        <span className="font-medium">{translate("days")}</span>
        <span className="block text-muted text-xs">{text}</span>
      </figcaption>
      <Bars
        label={`${translate("days")}: ${text}`}
        bars={days.map(({ day, count }) => ({
          key: day,
          count,
          tone: "busy",
          title: `${formatDate(day, locale)}: ${formatCount(count, locale)}`,
        }))}
      />
      <div
        aria-hidden="true"
        className="flex justify-between text-[0.625rem] text-muted tabular-nums"
      >
        <span>{formatDate(first.day, locale)}</span>
        <span>{formatDate(last.day, locale)}</span>
      </div>
    </figure>
  );
}
