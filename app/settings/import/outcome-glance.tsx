"use client";

import { useTranslations } from "next-intl";
import { CARRIED, OUTCOMES, type Outcome, outcomeOf } from "@/lib/import/outcome";
import { GlanceTable } from "./glance-table";
import { EVERY_ROW, type RowFilter } from "./import-rows";
import type { RowCount, ShownImport } from "./import-state";

type OutcomeGlanceProps = {
  counts: readonly RowCount[];
  kinds: ShownImport["kinds"];
  filter: RowFilter;
  onFilter: (filter: RowFilter) => void;
};

/** How many of each kind were created, were there already, failed… */
export function OutcomeGlance({ counts, kinds, filter, onFilter }: OutcomeGlanceProps) {
  const translate = useTranslations("import.outcomes");
  return (
    <GlanceTable
      kinds={kinds}
      columns={OUTCOMES.map((outcome) => ({ key: outcome, label: translate(outcome) }))}
      countOf={(kind, outcome) =>
        counts
          .filter((one) => kind === null || one.kind === kind)
          .reduce((sum, one) => sum + countOf(one, outcome), 0)
      }
      chosen={{ kind: filter.kind, column: filter.outcome }}
      onChoose={({ kind, column }) =>
        onFilter({ ...EVERY_ROW, search: filter.search, kind, outcome: column })
      }
    />
  );
}

/** Those that are being taken back are counted apart from what they still are. */
function countOf({ action, state, count, undoing }: RowCount, outcome: Outcome | null): number {
  if (outcome === null) return count;
  const asked = CARRIED.includes(action) && state !== "undone" ? undoing : 0;
  if (outcome === "undoing") return asked;
  return outcomeOf({ action, state, undoAskedAt: null }) === outcome ? count - asked : 0;
}
