import { EVERY_ROW, type RowFilter, type RowTarget } from "./import-rows";

/** Which rows a choice in bulk is for: some, one by one, or all that the filter lets through. */
export type Selection = { ids: ReadonlySet<string>; isAll: boolean };

export const NOTHING: Selection = { ids: new Set(), isAll: false };
export const ALL: Selection = { ids: new Set(), isAll: true };

/** As many as one request takes. */
export const MOST_IDS = 1_000;

export function isSelected({ ids, isAll }: Selection, id: string): boolean {
  return isAll || ids.has(id);
}

/** One row in or out. Out of "all" leaves those that are on the page. */
export function toggled(
  { ids, isAll }: Selection,
  changed: readonly string[],
  { isOn, page }: { isOn: boolean; page: readonly string[] },
): Selection {
  const next = new Set(isAll ? page : ids);
  for (const id of changed) {
    if (isOn) next.add(id);
    else next.delete(id);
  }
  return next.size > MOST_IDS ? { ids, isAll } : { ids: next, isAll: false };
}

export function countSelected({ ids, isAll }: Selection, total: number): number {
  return isAll ? total : ids.size;
}

export function targetOf({ ids, isAll }: Selection, filter: RowFilter): RowTarget {
  return isAll ? { filter } : { rowIds: [...ids] };
}

/** As a query: what restricts nothing is left out, so that two ways to the same list are one. */
export function searchOf(filter: RowFilter, cursor: string | null): URLSearchParams {
  const { kind, action, outcome, withProblems, search } = filter;
  return new URLSearchParams({
    ...(kind && { kind }),
    ...(action && { action }),
    ...(outcome && { outcome }),
    ...(withProblems && { withProblems: "true" }),
    ...(search !== EVERY_ROW.search && { search }),
    ...(cursor && { cursor }),
  });
}
