"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Table } from "@/app/ui/table";
import { formatMoment } from "@/lib/i18n/format";
import { FailureNotice } from "../failure-notice";
import { useFrame } from "../frame";
import { type Watch, watchSchema } from "./watched-row";

/** Sweeps run every ten minutes at most. */
const POLL_MS = 60_000;

/** How we get to know of changes in Rackbeat, kind by kind, and when we last looked ourselves. */
export function WatchedKinds() {
  const translate = useTranslations();
  const { fetchJson } = useFrame();
  const { data, error } = useQuery({
    queryKey: ["watch"],
    queryFn: () => fetchJson("/api/embedded/watch", watchSchema),
    refetchInterval: POLL_MS,
  });
  const head = [translate("watch.kind"), translate("watch.told"), translate("watch.lastRun")];
  return (
    <div className="min-h-72 pt-2">
      <FailureNotice error={error} />
      {data && (
        <Table caption={translate("watch.title")} head={head}>
          {data.kinds.map((watched) => (
            <tr key={watched.kind} className="border-line border-b last:border-b-0">
              <th scope="row" className="px-2 py-1.5 text-left font-medium">
                {translate(`kinds.${watched.kind}`)}
              </th>
              <td className="px-2 py-1.5">
                <Told watched={watched} />
              </td>
              <td className="px-2 py-1.5 text-muted">
                <LastRun watched={watched} />
              </td>
            </tr>
          ))}
        </Table>
      )}
    </div>
  );
}

type Watched = Watch["kinds"][number];

function Told({ watched: { hasWebhook, everyMinutes } }: { watched: Watched }) {
  const translate = useTranslations("watch");
  const polled =
    everyMinutes === null ? translate("nightly") : translate("every", { minutes: everyMinutes });
  return hasWebhook ? translate("webhook", { polled }) : translate("polled", { polled });
}

function LastRun({ watched: { everyMinutes, lastRunAt, hasFailed } }: { watched: Watched }) {
  const translate = useTranslations("watch");
  const { locale } = useFrame();
  return (
    <>
      {lastRunAt && <time dateTime={lastRunAt}>{formatMoment(lastRunAt, locale)}</time>}
      {!lastRunAt && everyMinutes !== null && !hasFailed && translate("notYet")}
      {hasFailed && <span className="text-bad"> {translate("failed")}</span>}
    </>
  );
}
