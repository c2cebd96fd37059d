import fc from "fast-check";
import { addDays } from "@/lib/billing/days";
import type { LifeEvent, LifeEventKind, SubscriptionHistory } from "@/lib/billing/history";

/** An agreement that went live on 1 January 2026 and has run ever since, at the price of everybody. */
export function aHistory(overrides: Partial<SubscriptionHistory> = {}): SubscriptionHistory {
  return {
    events: happened(["installed", "2025-12-20"], ["live", "2026-01-01"]),
    pricePeriods: [],
    trialDays: 0,
    freeMonths: [],
    takeOvers: [],
    ...overrides,
  };
}

export function happened(...events: [LifeEventKind, string][]): LifeEvent[] {
  return events.map(([kind, day]) => ({ kind, day }));
}

const FIRST_DAY = "2023-11-20";
/** Over 2024's leap day. */
const DAYS = 400;

export const anyDay = fc.integer({ min: 0, max: DAYS }).map((days) => addDays(FIRST_DAY, days));
const anyMonth = anyDay.map((day) => day.slice(0, 7));
const anyPrice = fc.oneof(
  fc.constantFrom(39_900, 0, 1, 2, 3),
  fc.integer({ min: 0, max: 100_000 }),
);

const anyEvents = fc
  .array(
    fc.tuple(
      fc.constantFrom<LifeEventKind>("live", "paused", "resumed", "uninstalled", "reinstalled"),
      anyDay,
    ),
    { maxLength: 10 },
  )
  .map((events) =>
    happened(
      ["installed", FIRST_DAY],
      ...events.toSorted(([, one], [, other]) => one.localeCompare(other)),
    ),
  );

/** Whatever may have happened to an agreement, also what does not make sense. */
export const anyHistory: fc.Arbitrary<SubscriptionHistory> = fc.record({
  events: anyEvents,
  pricePeriods: fc.array(
    fc.record({
      from: anyDay,
      to: fc.option(anyDay),
      priceMinor: anyPrice,
      reason: fc.constantFrom("loyal", "pilot"),
    }),
    { maxLength: 4 },
  ),
  trialDays: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 60 })),
  freeMonths: fc.array(fc.record({ month: anyMonth, reason: fc.constant("sorry") }), {
    maxLength: 2,
  }),
  takeOvers: fc.array(
    fc.tuple(anyDay, fc.option(fc.integer({ min: 0, max: 90 }))).map(([from, length]) => ({
      from,
      resumesOn: length === null ? null : addDays(from, length),
    })),
    { maxLength: 2 },
  ),
});
