import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { findActiveConnection } from "@/db/queries/connections";
import type { MovementPosition } from "@/db/queries/revenue-movements";
import { transfers } from "@/db/schema/transfers";
import type { Movement } from "@/lib/billing/movements";
import { getAgreement } from "@/lib/vendor/agreement";
import { listAgreements } from "@/lib/vendor/agreements";
import { writeNote } from "@/lib/vendor/notes";
import { getDashboard, listMovements } from "@/lib/vendor/revenue";
import { listTakeOversOfAll, reverseTakeOver, takeOver } from "@/lib/vendor/take-over";
import { agreePrice, endPrice, setTrial, withdrawFreeMonth } from "@/lib/vendor/terms";
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

test("twelve months lead from one to the next, and name who moved them", async () => {
  await anAgreement(db, { events: LIVE, companyName: "Alfa AS" });
  const beta = await anAgreement(db, { events: LIVE, companyName: "Beta AS" });
  const gamma = await anAgreement(db, { events: LIVE, companyName: "Gamma AS" });
  await setTrial(db, { ...gamma, trialDays: 30, ...ida("2026-01-20") });
  await happens(db, { ...beta, kind: "uninstalled", day: "2026-03-10" });
  await takeOver(db, { ...gamma, fromDay: "2026-04-01", reason: "pilot", ...ida("2026-03-20") });

  const now = noon("2026-04-20");
  const { figures, months } = await getDashboard(db, { month: "2026-04", now });
  expect(months.map(({ month }) => month)).toEqual([
    ...["2025-05", "2025-06", "2025-07", "2025-08", "2025-09", "2025-10"],
    ...["2025-11", "2025-12", "2026-01", "2026-02", "2026-03", "2026-04"],
  ]);
  expect(months.slice(7)).toMatchObject([
    { endMinor: 0, active: 0, trial: 0 },
    { movements: { new: { agreements: 2 } }, endMinor: 79_800, active: 2, trial: 1 },
    { movements: { new: { agreements: 1 } }, endMinor: 119_700, active: 3, trial: 0 },
    { movements: { churned: { agreements: 1, amountMinor: -39_900 } }, endMinor: 79_800 },
    { movements: { taken_over: { agreements: 1, amountMinor: -39_900 } }, active: 1 },
  ]);
  for (const [index, { startMinor, movements, endMinor }] of months.entries()) {
    const moved = Object.values(movements).reduce((sum, { amountMinor }) => sum + amountMinor, 0);
    expect(startMinor + moved).toBe(endMinor);
    if (index > 0) expect(startMinor).toBe(months[index - 1]?.endMinor);
  }
  expect(figures).toEqual(months.at(-1));

  const named = await listMovements(db, { month: "2026-03", now });
  expect(named).toMatchObject({
    movements: [{ companyName: "Beta AS", kind: "churned", amountMinor: -39_900 }],
    next: null,
  });
  const trials = { month: "2026-01", kinds: ["trial_started"] as Movement["kind"][] };
  expect(await listMovements(db, { ...trials, now })).toMatchObject({
    movements: [{ companyName: "Gamma AS" }],
  });
});

test("all agreements are taken over at once, also those that come later, and come back by a reversal", async () => {
  await anAgreement(db, { events: LIVE, companyName: "Alfa AS" });
  const everybody = { installationId: null, fromDay: "2026-04-01", reason: "Rackbeat's own" };
  const { id: takeOverId } = await takeOver(db, { ...everybody, ...ida("2026-03-20") });
  await anAgreement(db, {
    companyName: "Late AS",
    events: [
      ["installed", "2026-04-03"],
      ["live", "2026-04-03"],
    ],
  });
  const now = noon("2026-04-20");
  const standings = async () =>
    (await listAgreements(db, { now })).agreements.map(({ standing }) => standing);
  expect(await standings()).toEqual(["taken_over", "taken_over"]);

  const reversal = { takeOverId, reason: "postponed", ...ida("2026-04-20") };
  await expect(reverseTakeOver(db, { ...reversal, resumesOn: "2026-03-31" })).rejects.toMatchObject(
    { problem: { code: "vendor.resumes_too_early" } },
  );
  await reverseTakeOver(db, { ...reversal, resumesOn: "2026-04-01" });
  expect(await standings()).toEqual(["active", "active"]);
  expect(await listTakeOversOfAll(db)).toMatchObject([{ reversalReason: "postponed" }]);
});

test("a standing that ends by itself is another one the day after", async () => {
  const { installationId } = await anAgreement(db, { events: LIVE });
  await setTrial(db, { installationId, trialDays: 30, ...ida("2026-01-18") });
  const on = async (day: string) => (await listAgreements(db, { now: noon(day) })).agreements;
  expect(await on("2026-02-15")).toMatchObject([{ standing: "trial", until: "2026-02-15" }]);
  expect(await on("2026-02-16")).toMatchObject([{ standing: "active", until: null }]);
});

test("the list is searched, filtered and counted, and says how each agreement's transfers stand", async () => {
  const alfa = await anAgreement(db, { events: LIVE, companyName: "Alfa AS" });
  const events = [...LIVE, ["uninstalled", "2026-03-10"] as const];
  await anAgreement(db, {
    events: events.map(([kind, day]) => [kind, day]),
    companyName: "Beta AS",
    agreementId: "204107",
    isConnected: false,
  });
  await transfer(alfa.installationId, { state: "verified", verifiedAt: noon("2026-02-27") });
  await transfer(alfa.installationId, { state: "verified", verifiedAt: noon("2026-03-02") });
  await transfer(alfa.installationId, { state: "held", requestedAt: noon("2026-03-04") });
  await transfer(alfa.installationId, {
    ...{ kind: "customer", state: "verified", verifiedAt: noon("2026-03-03") },
  });
  const now = noon("2026-03-20");
  const counts = { active: 1, uninstalled: 1 };
  const all = await listAgreements(db, { now });
  expect(all).toMatchObject({
    counts,
    agreements: [
      {
        companyName: "Alfa AS",
        priceMinor: 39_900,
        health: {
          installation: "active",
          grant: "active",
          lastVerifiedAt: noon("2026-03-03"),
          documentsSince: 1,
          waiting: 1,
          waitingSince: noon("2026-03-04"),
        },
      },
      {
        companyName: "Beta AS",
        standing: "uninstalled",
        health: { grant: null, lastVerifiedAt: null, documentsSince: 0, waiting: 0 },
      },
    ],
  });
  const names = async (filter: object) =>
    (await listAgreements(db, { ...filter, now })).agreements.map((row) => row.companyName);
  expect(await names({ search: "ALFA" })).toEqual(["Alfa AS"]);
  expect(await names({ search: "204107" })).toEqual(["Beta AS"]);
  expect(await names({ search: "%" })).toEqual([]);
  expect(await names({ standing: "uninstalled" })).toEqual(["Beta AS"]);
  const first = await listAgreements(db, { limit: 1, now });
  expect(first.agreements.map((row) => row.companyName)).toEqual(["Alfa AS"]);
  const second = await listAgreements(db, { limit: 1, after: first.next ?? undefined, now });
  expect(second).toMatchObject({ agreements: [{ companyName: "Beta AS" }], next: null });
});

test("an agreement's page tells its history, terms and bill, and who changed what", async () => {
  const { installationId } = await anAgreement(db, { events: LIVE });
  const price = { fromDay: "2026-03-01", toDay: null, priceMinor: 20_000, reason: "pilot" };
  const agreed = await agreePrice(db, { installationId, ...price, ...ida("2026-02-20") });
  await endPrice(db, {
    ...{ installationId, pricePeriodId: agreed.id, toDay: "2026-03-15" },
    ...ida("2026-03-05"),
  });
  await writeNote(db, { installationId, text: "Rang om bilag", ...ida("2026-03-06") });
  await withdrawFreeMonth(db, { installationId, month: "2026-03", ...ida("2026-03-06") });

  const page = await getAgreement(db, { installationId, now: noon("2026-03-20") });
  expect(page).toMatchObject({
    standing: { standing: "active", liveOn: "2026-01-17" },
    events: [{ kind: "installed" }, { kind: "live" }],
    thisMonth: {
      month: "2026-03",
      parts: [{ netMinor: 9677 }, { netMinor: 20_594, rules: [{ key: "charge.by_days" }, {}] }],
    },
    pricePeriods: [{ toDay: "2026-03-15", createdBy: "ida@vendor.example" }],
    lines: [{ month: "2026-01" }, { month: "2026-02" }, { month: "2026-03" }, {}],
    movements: [{ kind: "new" }],
    notes: [{ text: "Rang om bilag", author: "ida@vendor.example" }],
    audit: [
      { action: "note.written" },
      { action: "price.ended", details: { toDay: "2026-03-15" } },
      { action: "price.agreed", actor: "ida@vendor.example", at: noon("2026-02-20") },
    ],
  });
  await expect(
    getAgreement(db, { installationId: randomUUID(), now: noon("2026-03-20") }),
  ).rejects.toMatchObject({ problem: { code: "vendor.not_found" } });
});

test("what was refused is not in the audit log", async () => {
  const { installationId } = await anAgreement(db, { events: LIVE });
  const ended = { installationId, pricePeriodId: 0, toDay: "2026-03-15", ...ida("2026-03-05") };
  await expect(endPrice(db, ended)).rejects.toMatchObject({
    problem: { code: "vendor.not_found" },
  });
  expect(await db.execute(sql`select * from audit_entries`)).toMatchObject({ rows: [] });
});

async function transfer(
  installationId: string,
  values: Partial<typeof transfers.$inferInsert>,
): Promise<void> {
  const connection = await findActiveConnection(db, { installationId });
  if (!connection) throw new Error("The agreement is not connected");
  const entity = { kind: "customer_invoice" as const, rackbeatKey: randomUUID() };
  await db
    .insert(transfers)
    .values({ installationId, connectionId: connection.id, ...entity, ...values });
}

test("movements come page by page, of companies of one name each its own", async () => {
  for (const companyName of ["Beta AS", "Alfa AS", "Beta AS", "Beta AS"]) {
    await anAgreement(db, { events: LIVE, companyName });
  }
  const seen: string[] = [];
  for (let after: MovementPosition | undefined; ; ) {
    const query = { month: "2026-01", limit: 2, after, now: noon("2026-01-20") };
    const { movements, next } = await listMovements(db, query);
    seen.push(...movements.map(({ installationId }) => installationId));
    if (!next) break;
    after = next;
  }
  expect(new Set(seen).size).toBe(4);
  expect(seen).toHaveLength(4);
});
