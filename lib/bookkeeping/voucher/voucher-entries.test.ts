import fc from "fast-check";
import { expect, test } from "vitest";
import {
  aCreditNoteVoucher,
  aPurchaseLine,
  aPurchaseVoucher,
  aVoucher,
  aVoucherLine,
} from "@/tests/support/vouchers";
import { vatCodeOf } from "./vat-codes";
import { type EntryNames, entriesOf, type VoucherEntries } from "./voucher-entries";

const accounts = new Map([
  ["1500", "Kundefordringer"],
  ["1500:10001", "Nordlys Kafé AS"],
  ["2400", "Leverandørgjeld"],
  ["2700", "Utgående merverdiavgift, høy sats"],
  ["2701", "Utgående merverdiavgift, middels sats"],
  ["2704", "Utgående merverdiavgift, kjøp fra utlandet, høy sats"],
  ["2710", "Inngående merverdiavgift, høy sats"],
  ["3000", "Salgsinntekt, høy sats"],
  ["3030", "Salgsinntekt, middels sats"],
  ["4300", "Innkjøp av varer for videresalg"],
]);
const names: EntryNames = {
  accounts,
  ledger: { account: "1500:10001", name: "Nordlys Kafé AS" },
  partyName: "Nordlys Kafé AS",
};

/** "1500:10001 Nordlys Kafé AS D 125.00" and the like. */
function shown({ entries }: VoucherEntries): string[] {
  return entries.map(({ account, accountName, debitMinor, creditMinor, vatCode, baseMinor }) =>
    [
      ...[account ?? "–", accountName ?? "–"],
      debitMinor > 0 ? `D ${debitMinor}` : `K ${creditMinor}`,
      ...(vatCode ? [`mva ${vatCode}`] : []),
      ...(baseMinor === null ? [] : [`av ${baseMinor}`]),
    ].join(" "),
  );
}

test("a sale: the customer owes the gross, income and VAT are credited, VAT once per rate", () => {
  const lines = [
    aVoucherLine({ netMinor: 10_000, vatMinor: 2_500 }),
    aVoucherLine({ netMinor: 4_000, vatMinor: 1_000 }),
    aVoucherLine({ account: "3030", vatType: "MEDIUM", netMinor: 1_000, vatMinor: 150 }),
  ];
  const voucher = entriesOf(aVoucher({ lines }), names);
  expect(shown(voucher)).toEqual([
    "1500:10001 Nordlys Kafé AS D 18650",
    "3000 Salgsinntekt, høy sats K 10000 mva 3",
    "3000 Salgsinntekt, høy sats K 4000 mva 3",
    "3030 Salgsinntekt, middels sats K 1000 mva 31",
    "2700 Utgående merverdiavgift, høy sats K 3500 mva 3 av 14000",
    "2701 Utgående merverdiavgift, middels sats K 150 mva 31 av 1000",
  ]);
  expect(voucher).toMatchObject({ side: "sales", debitMinor: 18_650, creditMinor: 18_650 });
});

test("a purchase is the other way round, and VAT is deducted", () => {
  const ledger = { ...names, ledger: null, partyName: "Grossist AS" };
  expect(shown(entriesOf(aPurchaseVoucher(), ledger))).toEqual([
    "2400 Leverandørgjeld K 12500",
    "4300 Innkjøp av varer for videresalg D 10000 mva 1",
    "2710 Inngående merverdiavgift, høy sats D 2500 mva 1 av 10000",
  ]);
});

test("a credit note is the sale's mirror image, never a negative amount", () => {
  expect(shown(entriesOf(aCreditNoteVoucher(), names))).toEqual([
    "1500:10001 Nordlys Kafé AS K 12500",
    "3000 Salgsinntekt, høy sats D 10000 mva 3",
    "2700 Utgående merverdiavgift, høy sats D 2500 mva 3 av -10000",
  ]);
});

test("the party stands on its own sub-account as Fiken writes it, the control account below", () => {
  const [ledger] = entriesOf(aVoucher(), names).entries;
  expect(ledger).toMatchObject({
    ...{ account: "1500:10001", accountName: "Nordlys Kafé AS" },
    ...{ text: "Kundefordringer", party: null },
  });
});

test("a sub-account that is not known is the control account, and says whose it will be", () => {
  const unknown = { ...names, ledger: null, partyName: null };
  const [sale] = entriesOf(aVoucher({ customerNumber: "10007" }), unknown).entries;
  expect(sale).toMatchObject({
    ...{ account: "1500", accountName: "Kundefordringer", text: null },
    party: { number: "10007", name: null },
  });
  const [purchase] = entriesOf(aPurchaseVoucher({ supplierNumber: "50007" }), unknown).entries;
  expect(purchase).toMatchObject({ account: "2400", party: { number: "50007" } });
});

test("a VAT account that the chart does not name for sure is left open", () => {
  const twice = new Map([...accounts, ["2709", "Utgående merverdiavgift, høy sats 2"]]);
  const vat = ({ entries }: VoucherEntries) => entries.find(({ kind }) => kind === "vat");
  const open = { account: null, accountName: null, vatCode: "3", creditMinor: 2_500 };
  expect(vat(entriesOf(aVoucher(), { ...names, accounts: twice }))).toMatchObject(open);
  expect(vat(entriesOf(aVoucher(), { ...names, accounts: new Map() }))).toMatchObject(open);
});

test.each([
  ["HIGH_FOREIGN_SERVICE_DEDUCTIBLE", "86", "self_assessed"],
  ["HIGH_BASIS", "21", "import_basis"],
  ["NONE", "0", null],
] as const)(
  "a purchase of %s carries no VAT on the line, and says what Fiken makes of it",
  (vatType, vatCode, reckoned) => {
    const lines = [aPurchaseLine({ vatType, vatMinor: 0 })];
    const { entries } = entriesOf(aPurchaseVoucher({ lines }), names);
    expect(entries).toHaveLength(2);
    expect(entries[1]).toMatchObject({ kind: "line", vatCode, reckoned, debitMinor: 10_000 });
  },
);

test("a type of the other side has no code on this one", () => {
  expect(vatCodeOf("purchase", "EXEMPT")).toBeNull();
  expect(vatCodeOf("sales", "HIGH_BASIS")).toBeNull();
});

const amount = fc.integer({ min: -5_000_000, max: 5_000_000 });
const anyLines = fc.array(
  fc.record({
    vatType: fc.constantFrom("HIGH", "MEDIUM", "LOW", "EXEMPT", "NONE"),
    netMinor: amount,
    vatMinor: fc.integer({ min: -1_000_000, max: 1_000_000 }),
  }),
  { minLength: 1, maxLength: 40 },
);

test("debit is credit to the øre, nothing is negative, and each row has one side", () => {
  fc.assert(
    fc.property(anyLines, fc.boolean(), (drawn, isSale) => {
      const voucher = isSale
        ? aVoucher({ lines: drawn.map((line) => aVoucherLine(line as object)) })
        : aPurchaseVoucher({ lines: drawn.map((line) => aPurchaseLine(line as object)) });
      const { entries, debitMinor, creditMinor } = entriesOf(voucher, names);
      expect(debitMinor).toBe(creditMinor);
      for (const entry of entries) {
        expect(Math.min(entry.debitMinor, entry.creditMinor)).toBe(0);
        expect(Math.max(entry.debitMinor, entry.creditMinor)).toBeGreaterThan(0);
      }
      const net = entries.filter(({ kind }) => kind === "line");
      const sign = isSale ? 1 : -1;
      const sum = net.reduce((total, row) => total + row.creditMinor - row.debitMinor, 0);
      expect(sum).toBe(sign * voucher.netMinor || 0);
    }),
  );
});
