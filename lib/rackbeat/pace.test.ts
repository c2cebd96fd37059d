import { expect, test } from "vitest";
import { createPace, permittedBy } from "./pace";

async function elapsedMs(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

test("a burst goes at once, what comes after it at the rate", async () => {
  const pace = createPace({ ratePerSecond: 50, burst: 5 });
  expect(await elapsedMs(() => turns(pace, 5))).toBeLessThan(15);
  const waited = await elapsedMs(() => turns(pace, 5));
  expect(waited).toBeGreaterThan(75);
  expect(waited).toBeLessThan(400);
});

test("the headers lower the pace and never raise it", async () => {
  const pace = createPace({ ratePerSecond: 50, burst: 50 });
  pace.learn(new Headers({ "x-ratelimit-remaining": "0" }));
  expect(await elapsedMs(() => turns(pace, 3))).toBeGreaterThan(45);

  const generous = createPace({ ratePerSecond: 50, burst: 1 });
  generous.learn(new Headers({ "x-ratelimit-limit": "100000", "x-ratelimit-remaining": "99999" }));
  expect(await elapsedMs(() => turns(generous, 3))).toBeGreaterThan(30);
});

test("headers that are no numbers change nothing", async () => {
  const pace = createPace({ ratePerSecond: 1, burst: 3 });
  pace.learn(new Headers({ "x-ratelimit-limit": "lots", "x-ratelimit-remaining": "" }));
  expect(await elapsedMs(() => turns(pace, 3))).toBeLessThan(15);
});

test("no minute, wherever it begins, sees more than is permitted", () => {
  const { ratePerSecond, burst } = permittedBy(480);
  expect(burst + 60 * ratePerSecond).toBeLessThan(480);
  expect(60 * ratePerSecond).toBeGreaterThan(480 * 0.95);
});

const turns = (pace: { turn(): Promise<void> }, times: number) =>
  Promise.all(Array.from({ length: times }, () => pace.turn()));
