import { sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import type { Database } from "@/db/client";
import type { LinePosition } from "@/db/queries/billing-lines";
import { getAgreement } from "@/lib/vendor/agreement";
import { closeMonth, getBasis, listMonths } from "@/lib/vendor/months";
import { reverseTakeOver, takeOver } from "@/lib/vendor/take-over";
import { agreePrice, grantFreeMonth, setParty } from "@/lib/vendor/terms";
import { closeAsShown } from "@/tests/support/close-month";
import { freshDatabase } from "@/tests/support/database";
import { anAgreement, happens, noon } from "@/tests/support/vendor-agreements";

const ida = (day: string) => ({ actor: "ida@vendor.example", now: noon(day) });
const LIVE: ["installed" | "live", string][] = [
  ["installed", "2026-01-05"],
  ["live", "2026-01-17"],
];

let db: Database;
beforeEach(async () => {
  db = await freshDatabase();
});

test("a month's basis has a line per agreement, and its total is the sum of them", async () => {
  await anAgreement(db, { events: LIVE, companyName: "Beta AS" });
  await anAgreement(db, { events: [["installed", "2026-01-05"]], companyName: "Never live AS" });
  await anAgreement(db, { events: LIVE, companyName: "Alfa AS" });
  const basis = await getBasis(db, { month: "2026-01", now: noon("2026-01-20") });
  expect(basis).toMatchObject({
    closed: null,
    obstacle: { code: "month_not_over" },
    total: { lines: 2, netMinor: 2 * 19_306, vatMinor: 0, unknown: 2 },
    next: null,
    lines: [{ companyName: "Alfa AS" }, { companyName: "Beta AS" }],
  });
  expect(basis.lines[0]).toMatchObject({
    fromDay: "2026-01-17",
    toDay: "2026-01-31",
    days: 15,
    priceMinor: 39_900,
    netMinor: 19_306,
    vatTreatment: "unknown",
    vatMinor: null,
    textEnglish:
      "Fiken for Rackbeat, subscription 17–31 January 2026 (15 of 31 days at DKK 399.00 a month)",
  });
});

test("an open month follows the agreement; a search finds its lines and leaves the total", async () => {
  const alfa = await anAgreement(db, { events: LIVE, companyName: "Alfa AS" });
  const beta = await anAgreement(db, { events: LIVE, companyName: "Beta AS" });
  const basis = (search?: string) =>
    getBasis(db, { month: "2026-03", search, now: noon("2026-03-20") });
  expect((await basis()).total.netMinor).toBe(79_800);

  await happens(db, { ...alfa, kind: "uninstalled", day: "2026-03-10" });
  await agreePrice(db, {
    ...{ ...beta, ...ida("2026-03-11") },
    ...{ fromDay: "2026-03-01", toDay: null, priceMinor: 20_000, reason: "pilot" },
  });
  await setParty(db, {
    ...{ ...beta, ...ida("2026-03-11") },
    ...{ country: "DK", organizationNumber: "31908765", vatNumber: null },
  });
  expect(await basis()).toMatchObject({
    total: { lines: 2, netMinor: 12_871 + 20_000, vatMinor: 5000, unknown: 1 },
    lines: [{ days: 10 }, { priceMinor: 20_000, country: "DK", vatTreatment: "danish_vat" }],
  });
  expect(await basis("31908")).toMatchObject({
    total: { lines: 2 },
    lines: [{ companyName: "Beta AS" }],
  });
  expect((await basis("100%")).lines).toEqual([]);
});

test("the organisation number of the Fiken company makes the agreement Norwegian, and so outside Danish VAT", async () => {
  const { installationId } = await anAgreement(db, { events: LIVE });
  await db.execute(sql`update connections set organization_number = '974760673'`);
  const { lines } = await getBasis(db, { month: "2026-03", now: noon("2026-03-20") });
  expect(lines).toMatchObject([
    {
      organizationNumber: "974760673",
      country: "NO",
      vatTreatment: "outside_danish_vat",
      vatMinor: 0,
    },
  ]);
  const { party, vat } = await getAgreement(db, { installationId, now: noon("2026-03-20") });
  expect(party.countryFrom).toBe("fiken");
  expect(vat.rule.key).toBe("vat.outside");
});

test("months are closed in order, once, and when they are over in Denmark", async () => {
  await anAgreement(db, { events: LIVE });
  const lastEvening = new Date("2026-02-28T22:59:59Z");
  const close = (month: string, now = noon("2026-03-02")) =>
    closeAsShown(db, { month, ...ida("2026-03-02"), now });
  const refusal = (code: string) => ({ problem: { code: `vendor.${code}` } });

  await expect(close("2026-02")).rejects.toMatchObject(refusal("earlier_month_open"));
  await close("2026-01");
  await expect(close("2026-01")).rejects.toMatchObject(refusal("month_closed"));
  await expect(close("2026-02", lastEvening)).rejects.toMatchObject(refusal("month_not_over"));
  await close("2026-02", new Date("2026-02-28T23:00:00Z"));
  await expect(close("2026-03")).rejects.toMatchObject(refusal("month_not_over"));
  await expect(close("2026-04")).rejects.toMatchObject(refusal("not_found"));
  expect(await listMonths(db, { now: noon("2026-03-02") })).toMatchObject([
    { month: "2026-03", closed: null, total: { lines: 1, netMinor: 39_900 } },
    {
      month: "2026-02",
      closed: { at: new Date("2026-02-28T23:00:00Z"), by: "ida@vendor.example" },
      total: { lines: 1, netMinor: 39_900 },
    },
    { month: "2026-01", total: { lines: 1, netMinor: 19_306 } },
  ]);
});

test("what is closed is what was seen: where it has changed since, it is looked at again", async () => {
  const alfa = await anAgreement(db, { events: LIVE });
  const seen = async () =>
    (await getBasis(db, { month: "2026-01", now: noon("2026-02-02") })).total;
  const confirmed = await seen();
  await grantFreeMonth(db, { ...alfa, month: "2026-01", reason: "sorry", ...ida("2026-02-02") });
  const close = (total: typeof confirmed) =>
    closeMonth(db, { month: "2026-01", confirmed: total, ...ida("2026-02-02") });
  const changed = { problem: { code: "vendor.basis_changed", details: { month: "2026-01" } } };
  await expect(close(confirmed)).rejects.toMatchObject(changed);
  for (const slip of [{ lines: 1 }, { netMinor: 1 }, { vatMinor: 1 }]) {
    await expect(close({ ...(await seen()), ...slip })).rejects.toMatchObject(changed);
  }
  const { closed } = await getBasis(db, { month: "2026-01", now: noon("2026-02-02") });
  expect(closed).toBeNull();
  await close(await seen());
});

test("a closed month stays as it was, and what has changed since is a line of the next", async () => {
  const alfa = await anAgreement(db, { events: LIVE, companyName: "Alfa AS" });
  const beta = await anAgreement(db, { events: LIVE, companyName: "Beta AS" });
  await closeAsShown(db, { month: "2026-01", ...ida("2026-02-02") });
  const january = await getBasis(db, { month: "2026-01", now: noon("2026-02-03") });

  await grantFreeMonth(db, { ...alfa, month: "2026-01", reason: "sorry", ...ida("2026-02-04") });
  await takeOver(db, { ...beta, fromDay: "2026-01-20", reason: "pilot", ...ida("2026-02-04") });
  const now = noon("2026-02-05");
  expect(await getBasis(db, { month: "2026-01", now })).toEqual(january);
  const february = await getBasis(db, { month: "2026-02", now });
  expect(february.lines).toMatchObject([
    { companyName: "Alfa AS", kind: "correction", serviceMonth: "2026-01", netMinor: -19_306 },
    { companyName: "Alfa AS", kind: "charge", netMinor: 39_900 },
    { companyName: "Beta AS", kind: "correction", netMinor: 3861 - 19_306 },
  ]);

  await closeAsShown(db, { month: "2026-02", ...ida("2026-03-02") });
  const march = await getBasis(db, { month: "2026-03", now: noon("2026-03-02") });
  expect(march.lines).toMatchObject([{ companyName: "Alfa AS", kind: "charge" }]);
});

test("a correction that is made undone before its month is closed leaves no line", async () => {
  const { installationId } = await anAgreement(db, { events: LIVE });
  await closeAsShown(db, { month: "2026-01", ...ida("2026-02-02") });
  const reason = "typing error";
  const { fromDay } = await takeOver(db, {
    ...{ installationId, fromDay: "2026-01-20", reason },
    ...ida("2026-02-04"),
  });
  const now = noon("2026-02-05");
  expect((await getBasis(db, { month: "2026-02", now })).lines).toMatchObject([
    { kind: "correction" },
  ]);
  const { takeOvers } = await getAgreement(db, { installationId, now });
  const takeOverId = takeOvers[0]?.id ?? 0;
  await reverseTakeOver(db, { takeOverId, resumesOn: fromDay, reason, ...ida("2026-02-05") });
  expect((await getBasis(db, { month: "2026-02", now })).lines).toMatchObject([
    { kind: "charge", netMinor: 39_900 },
  ]);
});

test("a whole page of agreements and no more", async () => {
  for (const companyName of ["Beta AS", "Beta AS", "Alfa AS"]) {
    await anAgreement(db, { events: LIVE, companyName });
  }
  const page = (after?: LinePosition) =>
    getBasis(db, { month: "2026-01", limit: 2, after, now: noon("2026-01-20") });
  const first = await page();
  expect(first).toMatchObject({
    lines: [{ companyName: "Alfa AS" }, { companyName: "Beta AS" }],
    total: { lines: 3 },
  });
  const second = await page(first.next ?? undefined);
  expect(second).toMatchObject({ lines: [{ companyName: "Beta AS" }], next: null });
  expect(second.lines[0]?.id).not.toBe(first.lines[1]?.id);
});

test("what a search finds comes page by page as well, by the company's name of today", async () => {
  for (const companyName of ["Gamma AS", "Beta ApS", "Beta AS", "Alfa AS"]) {
    await anAgreement(db, { events: LIVE, companyName });
  }
  const page = (after?: LinePosition) =>
    getBasis(db, { month: "2026-01", search: "as", limit: 2, after, now: noon("2026-01-20") });
  const first = await page();
  expect(first).toMatchObject({
    lines: [{ companyName: "Alfa AS" }, { companyName: "Beta AS" }],
    total: { lines: 4 },
  });
  expect(await page(first.next ?? undefined)).toMatchObject({
    lines: [{ companyName: "Gamma AS" }],
    next: null,
  });
});

test("a wrong VAT treatment of a closed month is corrected where somebody says so, and a move corrects nothing", async () => {
  const { installationId } = await anAgreement(db, { events: LIVE });
  const set = (country: string, restatedFrom: string | null = null) =>
    setParty(db, {
      ...{ installationId, country, organizationNumber: null, vatNumber: null, restatedFrom },
      ...ida("2026-03-05"),
    });
  const march = async () =>
    (await getBasis(db, { month: "2026-03", now: noon("2026-03-05") })).lines
      .filter(({ kind }) => kind === "correction")
      .map(({ serviceMonth, vatTreatment, netMinor, vatMinor }) => [
        ...[serviceMonth, vatTreatment],
        ...[netMinor, vatMinor],
      ]);
  await set("DK");
  await closeAsShown(db, { month: "2026-01", ...ida("2026-03-02") });
  await closeAsShown(db, { month: "2026-02", ...ida("2026-03-02") });

  await set("NO");
  expect(await march()).toEqual([]);
  await set("NO", "2026-02");
  const corrected = [
    ["2026-02", "danish_vat", -39_900, -9975],
    ["2026-02", "outside_danish_vat", 39_900, 0],
  ];
  expect(await march()).toEqual(corrected);
  await set("NO");
  expect(await march()).toEqual(corrected);
});
