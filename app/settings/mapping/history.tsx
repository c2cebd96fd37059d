"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/app/ui/button";
import { Card } from "@/app/ui/card";
import { FailureNotice } from "../failure-notice";
import { useFrame } from "../frame";
import { HistoryEntry } from "./history-entry";
import { historyPageSchema } from "./history-state";

/** Changes with every save, and so does what can be undone: asked for anew each time. */
export const HISTORY_KEY = ["mapping-history"] as const;

/** What was changed, when and from where, read once somebody opens it. */
export function History() {
  const translate = useTranslations("mapping");
  const [isOpen, setOpen] = useState(false);
  return (
    <Card>
      <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary className="cursor-pointer font-semibold">{translate("history")}</summary>
        {isOpen && <Changes />}
      </details>
    </Card>
  );
}

function Changes() {
  const translate = useTranslations("mapping");
  const { fetchJson } = useFrame();
  const history = useInfiniteQuery({
    queryKey: HISTORY_KEY,
    queryFn: ({ pageParam }) =>
      fetchJson(
        `/api/embedded/mappings/history${pageParam === null ? "" : `?before=${pageParam}`}`,
        historyPageSchema,
      ),
    initialPageParam: null as number | null,
    getNextPageParam: ({ nextBefore }) => nextBefore,
  });
  const changes = history.data?.pages.flatMap((page) => page.changes);
  return (
    <div className="grid gap-2 pt-2" aria-busy={history.isPending}>
      <FailureNotice error={history.error} />
      {changes?.length === 0 && <p className="text-muted">{translate("noHistory")}</p>}
      <ol>
        {changes?.map((change) => (
          <HistoryEntry key={change.id} change={change} />
        ))}
      </ol>
      {history.hasNextPage && (
        <div>
          <Button busy={history.isFetchingNextPage} onClick={() => history.fetchNextPage()}>
            {translate("olderHistory")}
          </Button>
        </div>
      )}
    </div>
  );
}
