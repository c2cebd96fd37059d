"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Card } from "@/app/ui/card";
import { Skeleton } from "@/app/ui/skeleton";
import { FailureNotice } from "../failure-notice";
import { useFrame } from "../frame";
import { BulkBar } from "./bulk-bar";
import { IMPORT_ROWS_KEY, importRowPageSchema, type RowFilter } from "./import-rows";
import type { ShownImport } from "./import-state";
import { RowFilterBar } from "./row-filter-bar";
import { RowList } from "./row-list";
import { RowPager } from "./row-pager";
import { NOTHING, type Selection, searchOf, toggled } from "./selection";

const RUNNING_POLL_MS = 4_000;

/** What can be done with rows: choose before a run, look on during it, retry and undo after it, nothing once it is closed. */
export type RowMode = "preview" | "run" | "result" | "closed";

type RowSectionProps = {
  mode: RowMode;
  /** Of the whole import: where they change, so have the rows. */
  counts: ShownImport["counts"];
  kinds: ShownImport["kinds"];
  filter: RowFilter;
  onFilter: (filter: RowFilter) => void;
};

/** One page of rows at a time, however many there are: the frame has no scrollbar of its own to hide the others behind. */
export function RowSection({ mode, counts, kinds, filter, onFilter }: RowSectionProps) {
  const translate = useTranslations("import.rows");
  const { fetchJson, locale } = useFrame();
  const { cursor, selection, goTo, select } = useListState(filter);
  const asked = searchOf(filter, cursor).toString();
  const query = useQuery({
    queryKey: [...IMPORT_ROWS_KEY, locale, asked],
    queryFn: () => fetchJson(`/api/embedded/import/rows?${asked}`, importRowPageSchema),
    placeholderData: (previous) => previous,
    refetchInterval: mode === "run" ? RUNNING_POLL_MS : false,
  });
  useWhenChanged(JSON.stringify(counts), () => {
    // A run is followed at a pace of its own.
    if (mode !== "run") void query.refetch();
  });
  const page = query.data;
  const ids = page?.rows.map(({ id }) => id) ?? [];
  const isSelectable = mode === "preview" || mode === "result";
  return (
    <Card title={translate("title")}>
      <div className="grid gap-3">
        <RowFilterBar mode={mode} kinds={kinds} filter={filter} onFilter={onFilter} />
        <FailureNotice error={query.error} />
        {page && page.total > 0 && (
          <RowPager label={translate("pages")} page={page} onPage={goTo} isToldOf />
        )}
        {isSelectable && page && (
          <BulkBar
            key={searchOf(filter, null).toString()}
            {...{ mode, filter, selection, page }}
            onSelect={select}
          />
        )}
        {!page ? (
          !query.error && <Skeleton label={translate("loading")} lines={8} />
        ) : page.rows.length === 0 ? (
          <p className="py-4 text-muted">{translate("nothing")}</p>
        ) : (
          <RowList
            {...{ mode, page, selection }}
            isStale={query.isPlaceholderData}
            onToggle={(changed, isOn) => select(toggled(selection, changed, { isOn, page: ids }))}
            onPage={goTo}
          />
        )}
        {page && page.total > page.rows.length && (
          <RowPager label={translate("pagesBelow")} page={page} onPage={goTo} />
        )}
      </div>
    </Card>
  );
}

function useWhenChanged(value: string, onChange: () => void): void {
  const seen = useRef(value);
  useEffect(() => {
    if (seen.current === value) return;
    seen.current = value;
    onChange();
  }, [value, onChange]);
}

/** Page and selection belong to one filter: another one begins at the first page, with nothing selected. */
function useListState(filter: RowFilter) {
  const [state, setState] = useState({ filter, cursor: null as string | null, selection: NOTHING });
  if (state.filter !== filter) setState({ filter, cursor: null, selection: NOTHING });
  const { cursor, selection } = state;
  return {
    ...{ cursor, selection },
    goTo: (next: string | null) => setState({ ...state, cursor: next }),
    select: (next: Selection) => setState({ ...state, selection: next }),
  };
}
