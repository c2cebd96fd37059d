import { describe, expect, test } from "vitest";
import { type Candidate, candidateOf, isMissed } from "./sweep-candidate";

const LIVE_AT = new Date("2026-05-10T12:00:00.500Z");
const settings = { startDate: "2026-05-01", liveAt: LIVE_AT };
const at = (moment: string) => new Date(`2026-05-${moment}Z`);

const aCandidate = (changes: Partial<Candidate> = {}): Candidate => ({
  ...{ number: "1", updatedAt: at("11T08:00:00"), isReady: true, date: "2026-05-11" },
  ...changes,
});

const row = { number: "1", updated_at: "2026-05-11T10:00:00+02:00" };
const problem = { code: "document.malformed", details: { path: "name", message: "?" } } as const;

test.each([
  ["a party or an item", row, { updatedAt: at("11T08:00:00"), isReady: true, date: null }],
  ["one that says of no change", { ...row, updated_at: null }, { updatedAt: null }],
  ["a draft", { ...row, is_booked: false, invoice_date: "2026-05-11" }, { isReady: false }],
  ["one that cannot be read", { number: "1", problem }, { updatedAt: null, isReady: true }],
])("%s is a candidate", (_, read, expected) => {
  expect(candidateOf(read)).toMatchObject({ number: "1", ...expected });
});

test("a row without a number is none", () => {
  expect(candidateOf({ number: null, problem })).toBeNull();
});

describe("of a document that was never asked for", () => {
  test.each([
    ["booked, from the start date on", {}, true],
    ["booked, on the start date", { date: "2026-05-01" }, true],
    ["booked, before the start date", { date: "2026-04-30" }, false],
    ["without a date", { date: null }, true],
    ["not booked", { isReady: false }, false],
    ["changed before going live", { updatedAt: at("02T08:00:00") }, true],
  ])("%s: %j is missed: %s", (_, changes, expected) => {
    const standing = { type: "document", settings, askedAt: null } as const;
    expect(isMissed(aCandidate(changes), standing)).toBe(expected);
  });
});

describe("of a party or an item that was never asked for", () => {
  test.each([
    ["changed since going live", at("10T12:00:01"), true],
    ["changed in the second of going live", at("10T12:00:00"), true],
    ["changed before going live", at("10T11:59:59"), false],
    ["of no known change", null, true],
  ])("%s", (_, updatedAt, expected) => {
    const standing = { type: "master", settings, askedAt: null } as const;
    expect(isMissed(aCandidate({ updatedAt, date: null }), standing)).toBe(expected);
  });
});

describe.each(["document", "master"] as const)("of a %s that was asked for", (type) => {
  const standing = { type, settings, askedAt: at("11T08:00:00") };
  test.each([
    ["changed since", { updatedAt: at("11T08:00:01") }, true],
    ["changed since, and no longer booked", { updatedAt: at("11T09:00:00"), isReady: false }, true],
    ["changed just before, for clocks differ", { updatedAt: at("11T07:56:00") }, true],
    ["changed well before", { updatedAt: at("11T07:50:00") }, false],
    ["of no known change", { updatedAt: null }, false],
  ])("%s", (_, changes, expected) => {
    expect(isMissed(aCandidate(changes), standing)).toBe(expected);
  });
});
