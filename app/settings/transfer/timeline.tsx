"use client";

import { useTranslations } from "next-intl";
import { formatDay, formatDuration, formatTime } from "@/lib/i18n/format";
import { useFrame } from "../frame";
import type { TransferDetails } from "./transfer-details";

type TimelineProps = Pick<TransferDetails, "events" | "subject">;

const MARKS: Record<string, string> = {
  verified: "bg-good",
  held: "bg-warn",
  skipped: "bg-muted",
  failed: "bg-bad",
  outcome_unknown: "bg-warn",
};

/** What happened when, in order, with the date where the day begins, and how long after what went before it. */
export function Timeline({ events, subject }: TimelineProps) {
  const translate = useTranslations("transfer");
  const { locale } = useFrame();
  const [first, last] = [events[0], events.at(-1)];
  return (
    <>
      <ol className="grid gap-0">
        {events.map(({ id, at, event, note }, index) => {
          const previous = events[index - 1];
          const day = formatDay(at, locale);
          const isNewDay = !previous || day !== formatDay(previous.at, locale);
          const sinceMs = previous ? Date.parse(at) - Date.parse(previous.at) : null;
          return (
            <li key={id} className="relative flex gap-3 border-line border-l py-1.5 pl-4">
              <span
                aria-hidden="true"
                className={`absolute top-3 -left-1 size-2 rounded-full ${MARKS[event] ?? "bg-muted"}`}
              />
              <time dateTime={at} className="shrink-0 text-muted tabular-nums">
                {isNewDay && <span className="block">{day}</span>}
                {formatTime(at, locale)}
              </time>
              <span>
                <EventText event={event} subject={subject} />
                {note && `: ${note}`}{" "}
                {sinceMs !== null && (
                  <span className="whitespace-nowrap text-muted text-xs">
                    {translate("after", { duration: formatDuration(sinceMs, locale) })}
                  </span>
                )}
              </span>
            </li>
          );
        })}
      </ol>
      {first && last && events.length > 1 && (
        <p className="pt-2 text-muted text-xs">
          {translate("totalTime", {
            duration: formatDuration(Date.parse(last.at) - Date.parse(first.at), locale),
          })}
        </p>
      )}
    </>
  );
}

type EventTextProps = { event: string; subject: TransferDetails["subject"] };

function EventText({ event, subject }: EventTextProps) {
  const translate = useTranslations();
  if (event === "started") return translate(`timelineStarted.${subject}`);
  const key = `timeline.${event}` as "timeline.received";
  // Events rest in the database and may be of another version than these words.
  return translate.has(key) ? translate(key) : event;
}
