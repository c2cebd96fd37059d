import { expect, test } from "vitest";
import { isInRackbeat, outcomeOf } from "./outcome";

const asked = new Date("2026-03-02T09:00:00Z");

test.each([
  ["create", "waiting", null, "waiting"],
  ["create", "writing", null, "writing"],
  ["create", "done", null, "created"],
  ["link", "done", null, "linked"],
  ["update", "done", null, "updated"],
  ["update", "failed", null, "failed"],
  ["create", "done", asked, "undoing"],
  ["create", "undone", asked, "undone"],
  ["create", "undone", null, "undone"],
  ["skip", "waiting", null, "skipped"],
  ["conflict", "waiting", null, "undecided"],
] as const)("%s, %s, undoing asked for %s: %s", (action, state, undoAskedAt, outcome) => {
  expect(outcomeOf({ action, state, undoAskedAt })).toBe(outcome);
});

test("a number counts as Rackbeat's only while Rackbeat has it", () => {
  expect(
    ["created", "linked", "updated", "undoing"].every((one) => isInRackbeat(one as "created")),
  ).toBe(true);
  expect(
    ["waiting", "failed", "undone", "skipped"].some((one) => isInRackbeat(one as "failed")),
  ).toBe(false);
});
