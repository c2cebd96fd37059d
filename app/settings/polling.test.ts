import { expect, test } from "vitest";
import { ApiProblem } from "@/app/fetch-json";
import { pollInterval } from "./polling";

const JUST_NOW = 1_000;
const AN_HOUR_AGO = 60 * 60_000;
const expired = new ApiProblem({ code: "session.expired", cause: "Expired.", fix: "Reload." });

test.each([
  { isMoving: true, sinceAttentionMs: AN_HOUR_AGO, error: null, wait: 3_000 },
  { isMoving: false, sinceAttentionMs: JUST_NOW, error: null, wait: 3_000 },
  { isMoving: false, sinceAttentionMs: AN_HOUR_AGO, error: null, wait: 10_000 },
  { isMoving: false, sinceAttentionMs: AN_HOUR_AGO, error: new TypeError("offline"), wait: 10_000 },
])("asks again after $wait ms: moving $isMoving, looked at $sinceAttentionMs ms ago", (watched) => {
  expect(pollInterval(watched)).toBe(watched.wait);
});

test("an ended session is not asked with again", () => {
  expect(pollInterval({ isMoving: true, sinceAttentionMs: JUST_NOW, error: expired })).toBe(false);
});
