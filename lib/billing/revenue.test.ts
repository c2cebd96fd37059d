import { expect, test } from "vitest";
import type { MovementKind } from "./movements";
import { revenueFigures } from "./revenue";

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
