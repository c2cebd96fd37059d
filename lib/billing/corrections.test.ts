import fc from "fast-check";
import { expect, test } from "vitest";
import { aHistory, anyHistory, happened } from "@/tests/support/subscriptions";
import { correctionsOf as corrected, type InvoicedLine } from "./corrections";
import type { SubscriptionHistory } from "./history";
import { type BillingLine, linesOf, totalOf } from "./line";
import { timelineOf } from "./timeline";
import type { BilledParty } from "./vat";

const DANE: BilledParty = { country: "DK", vatNumber: null };
const NORWEGIAN: BilledParty = { country: "NO", vatNumber: null };
const STRANGER: BilledParty = { country: null, vatNumber: null };
const MONTH = "2026-04";

function linesIn(history: SubscriptionHistory, party: BilledParty, month = MONTH) {
  return linesOf(timelineOf(history), { freeMonths: history.freeMonths, party }, month);
}

/** As nobody has said that what was invoiced was wrong. */
function correctionsOf(
  month: string,
  lines: { today: readonly BillingLine[]; invoiced: readonly InvoicedLine[] },
) {
  return corrected(month, { ...lines, isTreatmentRestated: false });
}

const invoiced = linesIn(aHistory(), DANE);
const goneOnThe15th = aHistory({
  events: [...aHistory().events, ...happened(["uninstalled", "2026-04-15"])],
});

test("a closed month that comes out the same is not corrected", () => {
  expect(correctionsOf(MONTH, { today: linesIn(aHistory(), DANE), invoiced })).toEqual([]);
});

test("what was invoiced too much is taken back with its VAT, once", () => {
  const today = linesIn(goneOnThe15th, DANE);
  const corrections = correctionsOf(MONTH, { today, invoiced });
  expect(corrections).toMatchObject([
    {
      kind: "correction",
      serviceMonth: MONTH,
      netMinor: -19_950,
      vatMinor: -4987,
      vatTreatment: "danish_vat",
      rules: [
        {
          key: "charge.correction",
          values: { month: MONTH, beforeMinor: 39_900, afterMinor: 19_950 },
        },
      ],
    },
  ]);
  expect(correctionsOf(MONTH, { today, invoiced: [...invoiced, ...corrections] })).toEqual([]);
});

test("a month that was not invoiced at all is invoiced afterwards", () => {
  const today = linesIn(aHistory(), NORWEGIAN);
  expect(correctionsOf(MONTH, { today, invoiced: [] })).toMatchObject([
    { netMinor: 39_900, vatMinor: 0, vatTreatment: "outside_danish_vat" },
  ]);
});

test("a company that has moved does not change what was invoiced before", () => {
  const today = linesIn(aHistory(), NORWEGIAN);
  expect(correctionsOf(MONTH, { today, invoiced })).toEqual([]);
});

test("a treatment that was wrong is taken back with its VAT and charged as it should have been, and back again", () => {
  const restated = { isTreatmentRestated: true };
  const norwegian = linesIn(aHistory(), NORWEGIAN);
  const corrections = corrected(MONTH, { today: norwegian, invoiced, ...restated });
  expect(corrections).toMatchObject([
    { vatTreatment: "danish_vat", netMinor: -39_900, vatMinor: -9975 },
    { vatTreatment: "outside_danish_vat", netMinor: 39_900, vatMinor: 0 },
  ]);
  const once = [...invoiced, ...corrections];
  expect(corrected(MONTH, { today: norwegian, invoiced: once, ...restated })).toEqual([]);
  const back = corrected(MONTH, { today: linesIn(aHistory(), DANE), invoiced: once, ...restated });
  expect(totalOf([...once, ...back])).toMatchObject({ netMinor: 39_900, vatMinor: 9975 });
  // Whoever moves after that moves nothing of it: the treatment that stands is the Danish one.
  expect(correctionsOf(MONTH, { today: norwegian, invoiced: [...once, ...back] })).toEqual([]);
});

test("a treatment that was not known is taken back and charged as it is known since", () => {
  const unknown = linesIn(aHistory(), STRANGER);
  const today = linesIn(aHistory(), DANE);
  const corrections = correctionsOf(MONTH, { today, invoiced: unknown });
  expect(corrections).toMatchObject([
    { vatTreatment: "unknown", netMinor: -39_900, vatMinor: null },
    { vatTreatment: "danish_vat", netMinor: 39_900, vatMinor: 9975 },
  ]);
  const after = [...unknown, ...corrections];
  expect(correctionsOf(MONTH, { today, invoiced: after })).toEqual([]);
});

test("for any two histories invoiced + corrections is what the month comes to today, to the øre", () => {
  const parties = fc.constantFrom(DANE, NORWEGIAN, STRANGER);
  fc.assert(
    fc.property(anyHistory, anyHistory, parties, (before, after, party) => {
      const month = "2024-02";
      const first = linesIn(before, party, month);
      const today = linesIn(after, party, month);
      const corrected = [...first, ...correctionsOf(month, { today, invoiced: first })];
      expect(totalOf(corrected).netMinor).toBe(totalOf(today).netMinor);
      expect(totalOf(corrected).vatMinor).toBe(totalOf(today).vatMinor);
      expect(correctionsOf(month, { today, invoiced: corrected })).toEqual([]);
    }),
    { numRuns: 500 },
  );
});
