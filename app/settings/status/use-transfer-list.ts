"use client";

import { type QueryKey, useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useFrame } from "../frame";
import { type ListPage, listPageSchema } from "./list-page";
import { FROM_THE_TOP, type ListPart, partsOf, splitAt } from "./list-parts";
import { isFiltered, paramsOf, type TransferFilter } from "./transfer-filter";

/** In ms until a part is read again; false for not at all. */
export type Interval = (error: unknown) => number | false;

type PartQuery = {
  queryKey: QueryKey;
  queryFn: () => Promise<ListPage>;
  initialData?: ListPage;
};

/** How a part of the list is asked for. `newest`: what the server has read of the unfiltered one already. */
function usePartQuery(filter: TransferFilter, newest: ListPage): (part: ListPart) => PartQuery {
  const { fetchJson, locale } = useFrame();
  const filtered = paramsOf(filter).toString();
  return ({ before, until }) => {
    const params = new URLSearchParams(filtered);
    if (before) params.set("before", before);
    if (until) params.set("until", until);
    const isNewest = !isFiltered(filter) && before === null && until === null;
    return {
      // Problems come worded from the server: another language is another answer.
      queryKey: ["transfers", locale, filtered, before, until],
      queryFn: () => fetchJson(`/api/embedded/transfers?${params}`, listPageSchema),
      ...(isNewest && { initialData: newest }),
    };
  };
}

/** The filter whose list is there to be shown: the one before stays in view until the new one has been read. */
export function useReadyFilter(filter: TransferFilter, newest: ListPage): TransferFilter {
  const partQuery = usePartQuery(filter, newest);
  const { isPending } = useQuery(partQuery({ before: null, until: null }));
  const [ready, setReady] = useState(filter);
  if (!isPending && ready !== filter) setReady(filter);
  return isPending ? ready : filter;
}

export type ShownPart = { part: ListPart; page: ListPage | undefined };

type TransferListRequest = {
  filter: TransferFilter;
  newest: ListPage;
  /** Which parts are read again: those that somebody may be looking at. */
  isWatched: (index: number) => boolean;
  interval: Interval;
};

/** The list of transfers, part by part, and how to read on. */
export function useTransferList({ filter, newest, isWatched, interval }: TransferListRequest) {
  const queryClient = useQueryClient();
  const partQuery = usePartQuery(filter, newest);
  const [starts, setStarts] = useState(FROM_THE_TOP);
  const parts = partsOf(starts);
  const results = useQueries({
    queries: parts.map((part, index) => ({
      ...partQuery(part),
      enabled: isWatched(index),
      refetchInterval: ({ state }: { state: { error: unknown } }) => interval(state.error),
    })),
  });

  function readOn(part: ListPart, { transfers, nextCursor }: ListPage): void {
    if (nextCursor === null) return;
    // What is in view stays there while the part, now with an end, is read again.
    const ended = partQuery({ ...part, until: nextCursor });
    queryClient.setQueryData<ListPage>(ended.queryKey, { transfers, nextCursor: null });
    setStarts((known) => splitAt(known, part, nextCursor));
  }

  const shown = parts.map((part, index): ShownPart => ({ part, page: results[index]?.data }));
  const last = shown.at(-1);
  const end = last?.page?.nextCursor ? { part: last.part, page: last.page } : null;
  return {
    shown,
    /** Of parts that have an end, and hold more than can be told at once. */
    overfull: shown.filter(({ part, page }) => part.until !== null && page?.nextCursor),
    error: results.find(({ error }) => error !== null)?.error ?? null,
    isReadingOn: last?.page === undefined,
    readOn,
    /** Null at the end of the list. */
    readOlder: end && (() => readOn(end.part, end.page)),
  };
}
