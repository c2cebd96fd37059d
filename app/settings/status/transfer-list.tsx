"use client";

import { useTranslations } from "next-intl";
import { useDeferredValue } from "react";
import { Card } from "@/app/ui/card";
import type { ListPage } from "./list-page";
import { moveAmongRows } from "./row-keys";
import { paramsOf, type TransferFilter } from "./transfer-filter";
import { TransferFilterForm } from "./transfer-filter-form";
import { TransferTable } from "./transfer-table";
import { type Interval, useReadyFilter } from "./use-transfer-list";

type TransferListProps = {
  filter: TransferFilter;
  onFilter: (filter: TransferFilter) => void;
  newest: ListPage;
  /** Anything was ever transferred, or is to be: there is something to look for. */
  hasTransfers: boolean;
  /** What the tasks above say already: a row that waits for nothing else folds it away. */
  toldCauses: ReadonlySet<string>;
  interval: Interval;
};

/** All that is or was transferred, the newest first, and what is looked for among it. */
export function TransferList(props: TransferListProps) {
  const { filter, onFilter, newest, hasTransfers, toldCauses, interval } = props;
  const translate = useTranslations("status");
  // The form answers the press at once; the rows, which are more work, follow.
  const ready = useReadyFilter(useDeferredValue(filter), newest);
  return (
    <Card title={translate("list")}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the links and the field within */}
      <div className="grid grid-cols-1 gap-3" onKeyDown={moveAmongRows}>
        {hasTransfers && <TransferFilterForm filter={filter} onChange={onFilter} />}
        <div
          aria-busy={ready !== filter}
          className="motion-safe:transition-opacity aria-busy:opacity-55"
        >
          <TransferTable
            key={paramsOf(ready).toString()}
            filter={ready}
            newest={newest}
            toldCauses={toldCauses}
            interval={interval}
          />
        </div>
      </div>
    </Card>
  );
}
