import { expect, test } from "vitest";
import { journeyOf } from "./journey";

const at = (ms: number) => new Date(Date.UTC(2026, 0, 5) + ms);
const sale = "/companies/fjordlys/sales";

const observed = {
  bookedAt: at(0).getTime(),
  webhookAnsweredAt: at(20).getTime(),
  seenAt: at(900).getTime(),
  events: [
    { at: at(15).toISOString(), event: "received" },
    { at: at(60).toISOString(), event: "started" },
    { at: at(880).toISOString(), event: "verified" },
  ],
  fikenRequests: [
    { at: at(200), method: "GET", path: sale, durationMs: 100 },
    { at: at(450), method: "POST", path: sale, durationMs: 300 },
    { at: at(770), method: "GET", path: `${sale}/7`, durationMs: 100 },
  ],
  intervalMs: 250,
};

test("the stages of a journey add up to the whole", () => {
  const journey = journeyOf(observed);
  expect(journey.stages.reduce((total, { ms }) => total + ms, 0)).toBe(journey.wallMs);
  expect(journey.stages[2]).toEqual({ name: "→ look-up sent", ms: 140 });
});

test("the pace demands only what a request has not taken itself", () => {
  expect(journeyOf(observed)).toMatchObject({ paceMs: 150, latencyMs: 500, fikenRequests: 3 });
});

test("what the timeline does not tell is not made up", () => {
  expect(journeyOf({ ...observed, events: [] }).verifiedMs).toBeNaN();
});
