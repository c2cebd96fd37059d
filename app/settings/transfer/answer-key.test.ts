import { expect, test } from "vitest";
import { answerKey } from "./answer-key";

type Transfer = Parameters<typeof answerKey>[1];
const event = { id: 7, at: "2026-06-01T10:00:00Z", event: "verified", note: null };
const BEFORE: Transfer = { id: "t1", state: "verified", fikenRequests: 3, events: [event] };
const keyOf = (transfer: Transfer) => answerKey("replay", transfer, "nb");

test.each<[string, Partial<Transfer>]>([
  ["went on", { state: "held" }],
  ["was sent", { fikenRequests: 4 }],
  ["had something happen to it", { events: [event, { ...event, id: 8 }] }],
])("an answer is none any more once the transfer %s", (_what, change) => {
  expect(keyOf({ ...BEFORE, ...change })).not.toEqual(keyOf(BEFORE));
});

test("an answer stays while nothing happens", () => {
  expect(keyOf({ ...BEFORE, events: [{ ...event }] })).toEqual(keyOf(BEFORE));
});
