import { addDays, lastDayOf, type Month, monthOf } from "./days";
import { covers } from "./history";
import type { Stretch } from "./timeline";

/** Ways in which the monthly recurring revenue, or the number of trials, changes. */
export const MOVEMENT_KINDS = [
  "new",
  "reactivated",
  "expansion",
  "contraction",
  "churned",
  "taken_over",
  "trial_started",
  "trial_ended",
] as const;
export type MovementKind = (typeof MOVEMENT_KINDS)[number];

/** How one agreement moved the recurring revenue in a month: signed øre without VAT; 0 where only a trial changed. */
export type Movement = { month: Month; kind: MovementKind; amountMinor: number };

/** What one movement does to the number of agreements that pay, and of those on trial. */
export const COUNTED_AS: Record<MovementKind, { paying: number; trial: number }> = {
  new: { paying: 1, trial: 0 },
  reactivated: { paying: 1, trial: 0 },
  expansion: { paying: 0, trial: 0 },
  contraction: { paying: 0, trial: 0 },
  churned: { paying: -1, trial: 0 },
  taken_over: { paying: -1, trial: 0 },
  trial_started: { paying: 0, trial: 1 },
  trial_ended: { paying: 0, trial: -1 },
};

/**
 * An agreement's recurring revenue at the end of a month: the monthly price in force on the last day, 0 on trial, taken
 * over or not running. A free month is a gift of one month and leaves the price as it is.
 */
export function recurringMinor(timeline: readonly Stretch[], month: Month): number {
  const last = stretchAtEndOf(timeline, month);
  return last?.state === "billed" ? last.price.priceMinor : 0;
}

/**
 * Every movement of an agreement, past and foreseen. A month's movements lead from the end of the month before to its
 * own end, so that what comes and goes within one month is none. Summed up they are the recurring revenue.
 */
export function movementsOf(timeline: readonly Stretch[]): Movement[] {
  const changes = timeline.flatMap(({ from, to }) =>
    to ? [monthOf(from), monthOf(addDays(to, 1))] : [monthOf(from)],
  );
  const months = [...new Set(changes)].toSorted();
  // Between two of these months nothing changes, so the one before is as good as the month before.
  return months.flatMap((month, index) =>
    movementsIn(timeline, { month, before: months[index - 1] }),
  );
}

type Step = { month: Month; before: Month | undefined };

function movementsIn(timeline: readonly Stretch[], { month, before }: Step): Movement[] {
  const was = before === undefined ? undefined : stretchAtEndOf(timeline, before);
  const is = stretchAtEndOf(timeline, month);
  const movements: Movement[] = [];
  const move = (kind: MovementKind, amountMinor = 0) =>
    movements.push({ month, kind, amountMinor });

  if (was?.state === "trial" && is?.state !== "trial") move("trial_ended");
  if (was?.state !== "trial" && is?.state === "trial") move("trial_started");

  const paid = was?.state === "billed" ? was.price.priceMinor : null;
  const pays = is?.state === "billed" ? is.price.priceMinor : null;
  if (paid === null && pays !== null) move(arrival(timeline, { month, before }), pays);
  if (paid !== null && pays === null) move(departure(timeline, month), -paid);
  if (paid !== null && pays !== null && pays > paid) move("expansion", pays - paid);
  if (paid !== null && pays !== null && pays < paid) move("contraction", pays - paid);
  return movements.map((movement) =>
    movement.amountMinor === 0 ? { ...movement, amountMinor: 0 } : movement,
  );
}

/** New unless it was billed for a day before this month began. */
function arrival(timeline: readonly Stretch[], { month }: Step): "new" | "reactivated" {
  const first = timeline.find(({ state }) => state === "billed");
  return first && monthOf(first.from) < month ? "reactivated" : "new";
}

/** Taken over where that is what ended the last billed day; uninstalled afterwards is still no churn. */
function departure(timeline: readonly Stretch[], month: Month): "taken_over" | "churned" {
  const index = timeline.findLastIndex(
    ({ state, from }) => state === "billed" && from <= lastDayOf(month),
  );
  const [last, next] = [timeline[index], timeline[index + 1]];
  const isFollowed = last?.to && next?.from === addDays(last.to, 1);
  return isFollowed && next.state === "taken_over" ? "taken_over" : "churned";
}

function stretchAtEndOf(timeline: readonly Stretch[], month: Month): Stretch | undefined {
  return timeline.find((stretch) => covers(stretch, lastDayOf(month)));
}
