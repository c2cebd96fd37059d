"use client";

import { useTranslations } from "next-intl";
import { GlanceTable } from "./glance-table";
import { EVERY_ROW, type RowFilter } from "./import-rows";
import { ACTIONS, type RowCount, type ShownImport } from "./import-state";
import { sumOf } from "./progress";

type PlanGlanceProps = {
  counts: readonly RowCount[];
  kinds: ShownImport["kinds"];
  filter: RowFilter;
  onFilter: (filter: RowFilter) => void;
};

/** How many of each kind are created, linked, updated, left out or to be decided. */
export function PlanGlance({ counts, kinds, filter, onFilter }: PlanGlanceProps) {
  const translate = useTranslations("import.actions");
  return (
    <GlanceTable
      kinds={kinds}
      columns={ACTIONS.map((action) => ({ key: action, label: translate(action) }))}
      countOf={(kind, action) =>
        sumOf(
          counts,
          (one) =>
            (kind === null || one.kind === kind) && (action === null || one.action === action),
        )
      }
      chosen={{ kind: filter.kind, column: filter.action }}
      onChoose={({ kind, column }) =>
        onFilter({ ...EVERY_ROW, search: filter.search, kind, action: column })
      }
    />
  );
}
