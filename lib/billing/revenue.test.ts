import fc from "fast-check";
import { expect, test } from "vitest";
import { anyHistory } from "@/tests/support/subscriptions";
import { addMonths, type Month, monthsFromTo } from "./days";
import {
  MOVEMENT_KINDS,
  type Movement,
  type MovementKind,
  movementsOf,
  recurringMinor,
} from "./movements";
import { movedMinor, revenueFigures, type SumOfKind } from "./revenue";
import { timelineOf } from "./timeline";

const sum = (month: string, kind: MovementKind, agreements: number, amountMinor: number) => ({
  ...{ month, kind, agreements, amountMinor },
});

test("what came before makes the start, and a month without movements keeps what there was", () => {
  const sums = [
    sum("2025-11", "new", 3, 119_700),
    sum("2025-12", "trial_started", 2, 0),
    sum("2026-01", "churned", 1, -39_900),
    sum("2026-03", "trial_ended", 1, 0),
    sum("2026-03", "new", 1, 39_900),
  ];
  const figures = revenueFigures(sums, { from: "2026-01", to: "2026-03" });
  expect(figures).toMatchObject([
    { month: "2026-01", startMinor: 119_700, endMinor: 79_800, active: 2, trial: 2 },
    { month: "2026-02", startMinor: 79_800, endMinor: 79_800, active: 2, trial: 2 },
    { month: "2026-03", startMinor: 79_800, endMinor: 119_700, active: 3, trial: 1 },
  ]);
  expect(figures[0]?.movements).toMatchObject({
    churned: { agreements: 1, amountMinor: -39_900 },
    new: { agreements: 0, amountMinor: 0 },
  });
});

test("for any agreements the twelve months shown tie out, each with itself and with the next", () => {
  const anyStart = fc.constantFrom(...monthsFromTo("2023-11", "2024-08"));
  fc.assert(
    fc.property(fc.array(anyHistory, { maxLength: 6 }), anyStart, (histories, from) => {
      const timelines = histories.map(timelineOf);
      const to = addMonths(from, 11);
      const figures = revenueFigures(sumsOf(timelines.flatMap(movementsOf)), { from, to });
      expect(figures.map(({ month }) => month)).toEqual(monthsFromTo(from, to));
      for (const [index, { month, startMinor, movements, endMinor }] of figures.entries()) {
        const recurring = (of: Month) =>
          timelines.reduce((total, timeline) => total + recurringMinor(timeline, of), 0);
        expect(startMinor + movedMinor(movements)).toBe(endMinor);
        expect(startMinor).toBe(figures[index - 1]?.endMinor ?? recurring(addMonths(month, -1)));
        expect(endMinor).toBe(recurring(month));
      }
    }),
    { numRuns: 300 },
  );
});

/** As the database adds the movements up. */
function sumsOf(movements: readonly Movement[]): SumOfKind[] {
  const months = [...new Set(movements.map(({ month }) => month))].toSorted();
  return months.flatMap((month) =>
    MOVEMENT_KINDS.flatMap((kind) => {
      const moved = movements.filter((one) => one.month === month && one.kind === kind);
      const amountMinor = moved.reduce((total, one) => total + one.amountMinor, 0);
      return moved.length === 0 ? [] : [sum(month, kind, moved.length, amountMinor)];
    }),
  );
}
