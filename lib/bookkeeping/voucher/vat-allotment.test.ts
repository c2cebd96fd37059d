import fc from "fast-check";
import { expect, test } from "vitest";
import { allotVat, vatByLine } from "./vat-allotment";

const line = (netMinor: number, rate = "25") => ({ netMinor, rate });

test.each([
  { name: "whole shares stay", lines: [line(10000), line(400)], vat: 2600, shares: [2500, 100] },
  { name: "the largest remainder gets the øre", lines: [line(9), line(7)], vat: 4, shares: [2, 2] },
  { name: "equal remainders go by order", lines: [line(10), line(10)], vat: 5, shares: [3, 2] },
  { name: "one øre more on a whole share", lines: [line(100)], vat: 26, shares: [26] },
  { name: "one øre less on a whole share", lines: [line(100)], vat: 24, shares: [24] },
  { name: "a small taxed line keeps VAT", lines: [line(1), line(100)], vat: 25, shares: [1, 24] },
  { name: "returns are negative", lines: [line(1000), line(-500)], vat: 125, shares: [250, -125] },
  {
    name: "a line of 0 % gets none",
    lines: [line(1000), line(1000, "0")],
    vat: 251,
    shares: [251, 0],
  },
  { name: "no lines, no VAT", lines: [], vat: 0, shares: [] },
])("$name", ({ lines, vat, shares }) => {
  expect(allotVat(lines, vat)).toEqual(shares);
});

test.each([
  { name: "two øre from a line's own VAT", lines: [line(100)], vat: 27 },
  { name: "VAT 0 on a taxed line", lines: [line(1)], vat: 0 },
  { name: "VAT on an untaxed line", lines: [line(1000, "0")], vat: 1 },
  { name: "VAT without lines", lines: [], vat: 1 },
])("$name is refused", ({ lines, vat }) => {
  expect(allotVat(lines, vat)).toBeNull();
});

const anyLine = fc.record({
  netMinor: fc.integer({ min: -10_000_000, max: 10_000_000 }).filter((net) => net !== 0),
  rate: fc.constantFrom("25", "15", "12", "0"),
});

test("shares sum to the document's VAT, each within one øre of its rate, and never 0 where taxed", () => {
  fc.assert(
    fc.property(
      fc.array(anyLine, { maxLength: 40 }),
      fc.integer({ min: -45, max: 45 }),
      (lines, off) => {
        const vatMinor = vatByLine(lines).reduce((sum, minor) => sum + minor, 0) + off;
        const shares = allotVat(lines, vatMinor);
        if (!shares) return;

        expect(shares.reduce((sum, minor) => sum + minor, 0)).toBe(vatMinor);
        for (const [index, { netMinor, rate }] of lines.entries()) {
          const share = shares[index] ?? Number.NaN;
          expect(Math.abs(share * 100 - netMinor * Number(rate))).toBeLessThanOrEqual(100);
          expect(Math.sign(share) || 0).toBe(rate === "0" ? 0 : Math.sign(netMinor));
        }
      },
    ),
  );
});

test("whatever rounds by half an øre per line or per rate is always allotted", () => {
  fc.assert(
    fc.property(fc.array(anyLine, { minLength: 1, maxLength: 40 }), (lines) => {
      const taxed = lines.filter(({ netMinor }) => Math.abs(netMinor) > 8);
      const exact = taxed.reduce((sum, { netMinor, rate }) => sum + netMinor * Number(rate), 0);

      expect(allotVat(taxed, Math.round(exact / 100))).not.toBeNull();
      expect(
        allotVat(
          taxed,
          vatByLine(taxed).reduce((sum, minor) => sum + minor, 0),
        ),
      ).not.toBeNull();
    }),
  );
});
