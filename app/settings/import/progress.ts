import { CARRIED } from "@/lib/import/outcome";
import { KINDS, type RowCount } from "./import-state";

export type Tally = { done: number; failed: number; total: number };
type Kind = (typeof KINDS)[number];

/** How far a run has come, in rows that it does something about. One that has failed is through as well. */
export function tallyOf(counts: readonly RowCount[]): Tally {
  const tally: Tally = { done: 0, failed: 0, total: 0 };
  for (const { action, state, count } of counts) {
    if (!CARRIED.includes(action)) continue;
    tally.total += count;
    if (state !== "waiting" && state !== "writing") tally.done += count;
    if (state === "failed") tally.failed += count;
  }
  return tally;
}

/** The same per kind, of those that have anything to carry. */
export function tallyByKind(counts: readonly RowCount[]): [Kind, Tally][] {
  return KINDS.map((kind): [Kind, Tally] => [
    kind,
    tallyOf(counts.filter((one) => one.kind === kind)),
  ]).filter(([, { total }]) => total > 0);
}

/** In ms until everything is through at this pace; null: not known. */
export function timeLeftMs({ done, total }: Tally, rowsPerMinute: number | null): number | null {
  if (rowsPerMinute === null || rowsPerMinute === 0) return null;
  return Math.round(((total - done) / rowsPerMinute) * 60_000);
}

export function sumOf(
  counts: readonly RowCount[],
  isMeant: (count: RowCount) => boolean,
  field: "count" | "withProblems" | "undoing" = "count",
): number {
  return counts.reduce((sum, one) => (isMeant(one) ? sum + one[field] : sum), 0);
}
