import type { ImportRowFilter } from "@/db/queries/import-lists";
import type { ImportAction } from "@/db/schema/imports";
import { CARRIED, type Outcome } from "@/lib/import/outcome";
import type { RowFilter, RowTarget } from "./import-rows";

type Restriction = Pick<ImportRowFilter, "states" | "undoAsked"> & {
  actions?: readonly ImportAction[];
};

const carriedAs = (action: ImportAction): Restriction => ({
  ...{ actions: [action], states: ["done"], undoAsked: false },
});

/** Each outcome as the table keeps it: the other direction of `outcomeOf`. */
const OUTCOME_ROWS: Record<Outcome, Restriction> = {
  waiting: { actions: CARRIED, states: ["waiting"], undoAsked: false },
  writing: { actions: CARRIED, states: ["writing"], undoAsked: false },
  created: carriedAs("create"),
  linked: carriedAs("link"),
  updated: carriedAs("update"),
  skipped: { actions: ["skip"] },
  undecided: { actions: ["conflict"] },
  failed: { actions: CARRIED, states: ["failed"], undoAsked: false },
  undoing: { actions: CARRIED, undoAsked: true },
  undone: { actions: CARRIED, states: ["undone"] },
};

/** What the screen filters by, as the database is asked. */
export function toQueryFilter(filter: RowFilter): ImportRowFilter {
  const { kind, action, outcome, withProblems, search } = filter;
  const { actions: ofOutcome, ...restriction } = outcome ? OUTCOME_ROWS[outcome] : {};
  const actions = action ? [action].filter((one) => ofOutcome?.includes(one) ?? true) : ofOutcome;
  return {
    ...restriction,
    ...(actions && { actions }),
    ...(kind && { kind }),
    ...{ withProblems, search },
  };
}

/** Whom a choice in bulk is for, as the use cases are asked. */
export function toQueryTarget(
  target: RowTarget,
): { rowIds: readonly string[] } | { filter: ImportRowFilter } {
  return "rowIds" in target ? target : { filter: toQueryFilter(target.filter) };
}
