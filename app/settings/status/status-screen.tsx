"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Button } from "@/app/ui/button";
import { Card } from "@/app/ui/card";
import { FailureNotice } from "../failure-notice";
import { useFrame } from "../frame";
import { usePollInterval } from "../polling";
import { Headline } from "./headline";
import { groupCounts, type TransferPage, transferPageSchema } from "./overview";
import { Tasks } from "./tasks";
import { TransferTable } from "./transfer-table";
import { WatchedKinds } from "./watched-kinds";
import type { Watch } from "./watched-row";

const TRANSFERS_KEY = ["transfers"] as const;

type StatusScreenProps = { initial: TransferPage; watch: Watch };

export function StatusScreen({ initial, watch }: StatusScreenProps) {
  const translate = useTranslations("status");
  const { fetchJson, locale } = useFrame();
  const pollInterval = usePollInterval();
  const query = useInfiniteQuery({
    // Problems come worded from the server: another language is another answer.
    queryKey: [...TRANSFERS_KEY, locale],
    queryFn: ({ pageParam }) =>
      fetchJson(
        `/api/embedded/transfers?${new URLSearchParams({ before: pageParam })}`,
        transferPageSchema,
      ),
    initialPageParam: "",
    initialData: { pages: [initial], pageParams: [""] },
    getNextPageParam: ({ nextCursor }) => nextCursor,
    refetchInterval: ({ state }) => {
      const counts = state.data?.pages[0]?.counts ?? {};
      return pollInterval({ isMoving: groupCounts(counts).moving > 0, error: state.error });
    },
  });
  const newest = query.data.pages[0] ?? initial;
  const transfers = query.data.pages.flatMap((page) => page.transfers);

  return (
    <>
      <h1 className="sr-only">{translate("title")}</h1>
      <FailureNotice error={query.error} />
      <Headline headline={newest.headline} counts={newest.counts} />
      <Tasks tasks={newest.tasks} />
      <Card title={translate("list")}>
        {transfers.length === 0 ? (
          <p className="py-4 text-muted">{translate("empty")}</p>
        ) : (
          <TransferTable
            transfers={transfers}
            toldCauses={new Set(newest.tasks.map(({ cause }) => cause))}
          />
        )}
        {query.hasNextPage && (
          <div className="pt-3 text-center">
            <Button busy={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
              {translate("more")}
            </Button>
          </div>
        )}
      </Card>
      <WatchedKinds initial={watch} />
    </>
  );
}
