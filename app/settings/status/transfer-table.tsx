"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/app/ui/button";
import { TableOfParts } from "@/app/ui/table";
import { FailureNotice } from "../failure-notice";
import type { ListPage } from "./list-page";
import { isFiltered, type TransferFilter } from "./transfer-filter";
import { TransferRows } from "./transfer-rows";
import { useIsInView, useSight } from "./use-sight";
import { type Interval, useTransferList } from "./use-transfer-list";

type TransferTableProps = {
  filter: TransferFilter;
  newest: ListPage;
  toldCauses: ReadonlySet<string>;
  interval: Interval;
};

/** Number, party, amount, state, time: other rows in view must not make lines of those above break otherwise. */
const WIDTHS = ["w-36 lg:w-48", "", "w-28", "w-32", "w-26 lg:w-40"];

/**
 * As long as the list is: read on when its end comes near, and drawn only about what is in view. The frame grows with
 * it, as with all of the page; a scroll area of its own would catch the wheel and the finger inside of a page that
 * scrolls.
 */
export function TransferTable({ filter, newest, toldCauses, interval }: TransferTableProps) {
  const translate = useTranslations("status");
  const table = useRef<HTMLDivElement>(null);
  const [count, setCount] = useState(1);
  const sight = useSight(table, count);
  const [focused, setFocused] = useState<number | null>(null);
  const isNear = (index: number) =>
    (index >= sight.first - 1 && index <= sight.last + 1) || index === focused;
  const list = useTransferList({ filter, newest, isWatched: isNear, interval });
  if (list.shown.length !== count) setCount(list.shown.length);
  useReadingOn(list);

  const isEmpty = list.shown.every(({ page }) => page?.transfers.length === 0);
  if (isEmpty) return <NothingThere isFiltered={isFiltered(filter)} />;
  const head = [
    translate("number"),
    translate("party"),
    <span key="amount" className="block text-right">
      {translate("amount")}
    </span>,
    translate("state"),
    translate("time"),
  ];
  return (
    <div ref={table} className="relative">
      <TableOfParts caption={translate("list")} head={head} widths={WIDTHS}>
        {list.shown.map(({ part, page }, index) => (
          <tbody
            key={part.before ?? ""}
            data-part={index}
            onFocus={() => setFocused(index)}
            onBlur={() => setFocused(null)}
          >
            {page && isNear(index) ? (
              page.transfers.map((transfer) => (
                <TransferRows
                  key={transfer.id}
                  transfer={transfer}
                  isTold={transfer.problems.every(({ cause }) => toldCauses.has(cause))}
                />
              ))
            ) : (
              <RoomOfPart height={sight.heightOf(index)} />
            )}
          </tbody>
        ))}
      </TableOfParts>
      <FailureNotice error={list.error} />
      <EndOfList list={list} />
    </div>
  );
}

type List = ReturnType<typeof useTransferList>;

/** A part that has grown beyond what can be told at once is read in two. */
function useReadingOn({ overfull, readOn }: List): void {
  useEffect(() => {
    for (const { part, page } of overfull) if (page) readOn(part, page);
  });
}

/** Keeps the place of rows that are out of view, or on their way. */
function RoomOfPart({ height = 400 }: { height: number | undefined }) {
  return (
    <tr>
      <td colSpan={5} aria-hidden="true" style={{ height }} />
    </tr>
  );
}

/** Reads on before the end is in view; the button is for who comes by keyboard, or quicker than the answer. */
function EndOfList({ list: { shown, readOlder, isReadingOn } }: { list: List }) {
  const translate = useTranslations("status");
  if (!readOlder && !isReadingOn) return null;
  return (
    <>
      {/* Anew for each part, for whether its end is near is not known before it is drawn. */}
      {readOlder && <Approach key={shown.length} onNear={readOlder} />}
      <div className="pt-3 text-center">
        <Button busy={isReadingOn} onClick={() => readOlder?.()}>
          {translate("more")}
        </Button>
      </div>
    </>
  );
}

function Approach({ onNear }: { onNear: () => void }) {
  const approach = useRef<HTMLDivElement>(null);
  const isNear = useIsInView(approach);
  useEffect(() => {
    if (isNear) onNear();
  });
  return (
    <div
      ref={approach}
      aria-hidden="true"
      className="pointer-events-none absolute bottom-0 h-[min(100rem,70%)] w-px"
    />
  );
}

function NothingThere({ isFiltered }: { isFiltered: boolean }) {
  const translate = useTranslations();
  return (
    <p aria-live="polite" className="py-4 text-muted">
      {translate(isFiltered ? "filter.nothing" : "status.empty")}
    </p>
  );
}
