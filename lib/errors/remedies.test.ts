import { expect, test } from "vitest";
import { PROBLEMS, type ProblemCode, retryOf } from "./catalog";
import { FIXERS } from "./fixers";
import { remedyOf } from "./remedies";

const codes = Object.keys(PROBLEMS) as ProblemCode[];

test.each(codes)("%s says who can put it right, and where", (code) => {
  const remedy = remedyOf({ code });
  expect(FIXERS).toContain(remedy?.who);
  const hasNoPlace = remedy.who === "vendor" || remedy.who === "nobody";
  expect(remedy.place === null).toBe(hasNoPlace);
});

test("what nobody need put right passes by itself, and what passes by itself asks no user", () => {
  const asking = ["user_here", "user_in_rackbeat", "bookkeeper_in_fiken"];
  for (const code of codes) {
    // Only the code decides.
    const retry = retryOf({ code } as Parameters<typeof retryOf>[0]);
    const { who } = remedyOf({ code });
    if (who === "nobody") expect([code, retry]).toEqual([code, "automatic"]);
    if (retry === "automatic") expect([code, asking.includes(who)]).toEqual([code, false]);
  }
});
