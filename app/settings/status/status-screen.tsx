"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { lazy, Suspense, useRef } from "react";
import { FailureNotice } from "../failure-notice";
import { useFrame } from "../frame";
import { usePollInterval } from "../polling";
import { Headline } from "./headline";
import type { ListPage } from "./list-page";
import { countOf, type Overview, overviewSchema } from "./overview";
import { Tasks } from "./tasks";
import { NO_FILTER } from "./transfer-filter";
import { TransferList } from "./transfer-list";
import { useTransferFilter } from "./use-transfer-filter";

/** After everything that somebody comes for, in the room that is kept for it. */
const ActivityCard = lazy(() =>
  import("./activity-card").then((module) => ({ default: module.ActivityCard })),
);

type StatusScreenProps = { overview: Overview; newest: ListPage };

/** The list comes last: it has no end that anything could stand below. */
export function StatusScreen({ overview: initial, newest }: StatusScreenProps) {
  const translate = useTranslations("status");
  const { fetchJson, locale } = useFrame();
  const pollInterval = usePollInterval();
  const list = useRef<HTMLDivElement>(null);
  const [filter, setFilter] = useTransferFilter();
  function showSkipped(): void {
    setFilter({ ...NO_FILTER, group: "skipped" });
    list.current?.focus();
  }
  const isMoving = (overview: Overview | undefined) =>
    overview?.headline === "looking" || countOf(overview?.counts ?? {}, "moving") > 0;
  const { data: overview, error } = useQuery({
    // Problems come worded from the server: another language is another answer.
    queryKey: ["overview", locale],
    queryFn: () => fetchJson("/api/embedded/status", overviewSchema),
    initialData: initial,
    refetchInterval: ({ state }) =>
      pollInterval({ isMoving: isMoving(state.data), error: state.error }),
  });
  return (
    <>
      <h1 className="sr-only">{translate("title")}</h1>
      <FailureNotice error={error} />
      <Headline overview={overview} onShowSkipped={showSkipped} />
      <Tasks tasks={overview.tasks} newGroups={overview.newGroups} />
      {overview.hasTransfers && (
        <Suspense
          fallback={<div className="h-106 rounded-lg border border-line bg-card sm:h-55" />}
        >
          <ActivityCard />
        </Suspense>
      )}
      <div ref={list} id="transfers" tabIndex={-1}>
        <TransferList
          filter={filter}
          onFilter={setFilter}
          newest={newest}
          hasTransfers={overview.hasTransfers}
          toldCauses={new Set(overview.tasks.map(({ cause }) => cause))}
          interval={(failure) => pollInterval({ isMoving: isMoving(overview), error: failure })}
        />
      </div>
    </>
  );
}
