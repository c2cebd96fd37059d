import { addDays, type Day, later, type Month, NO_END } from "./days";

/** Øre. What an agreement pays a month unless something else was agreed. */
export const DEFAULT_PRICE_MINOR = 39_900;

export type LifeEventKind =
  | "installed"
  | "live"
  | "paused"
  | "resumed"
  | "uninstalled"
  | "reinstalled";

/** Something that happened to an agreement, on its day in Copenhagen. */
export type LifeEvent = { kind: LifeEventKind; day: Day };

/** Both days are within it; `to` null: until further notice. Of two that meet, the later in the list holds. */
export type PricePeriod = { from: Day; to: Day | null; priceMinor: number; reason: string };

/** From a day on Rackbeat bills. Reversed: up to the day before `resumesOn`, which may be `from` itself. */
export type TakeOver = { from: Day; resumesOn: Day | null };

/** All that the vendor's bill for an agreement depends on. Events in the order in which they happened. */
export type SubscriptionHistory = {
  events: readonly LifeEvent[];
  pricePeriods: readonly PricePeriod[];
  /** From the first day live; 0: none. */
  trialDays: number;
  freeMonths: readonly { month: Month; reason: string }[];
  takeOvers: readonly TakeOver[];
};

/** Both days are within it; `to` null: it goes on. */
export type Span = { from: Day; to: Day | null };

/**
 * When the agreement was installed and live, in order and never overlapping. It begins at go-live, not at the install,
 * and once live at every re-install: the set-up survives. The day of the uninstall is the last one. A pause changes
 * nothing. Events that tell nothing new, such as a second uninstall, are passed over.
 */
export function runningSpans(events: readonly LifeEvent[]): Span[] {
  const spans: Span[] = [];
  let isInstalled = false;
  let isLive = false;
  for (const { kind, day } of events) {
    const wasRunning = isInstalled && isLive;
    if (kind === "installed" || kind === "reinstalled") isInstalled = true;
    if (kind === "uninstalled") isInstalled = false;
    if (kind === "live") isLive = true;
    const isRunning = isInstalled && isLive;
    if (isRunning && !wasRunning) open(spans, day);
    if (wasRunning && !isRunning) close(spans, day);
  }
  return spans;
}

/** A span that begins on the day the last one ends, or the day after, goes on with it: no day counts twice. */
function open(spans: Span[], day: Day): void {
  const last = spans.at(-1);
  if (last?.to && day <= addDays(last.to, 1)) last.to = null;
  else spans.push({ from: day, to: null });
}

function close(spans: Span[], day: Day): void {
  const last = spans.at(-1);
  if (last) last.to = later(last.from, day);
}

/** Whether the day lies within the span. */
export function covers({ from, to }: Span, day: Day): boolean {
  return from <= day && day <= (to ?? NO_END);
}
