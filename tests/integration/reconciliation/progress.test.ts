import { beforeEach, describe, expect, test } from "vitest";
import { findRackbeatEntries } from "@/db/queries/reconciliation-entries";
import { findReconciliation, listReconciliationRows } from "@/db/queries/reconciliations";
import { transferSettings } from "@/db/schema/transfer-settings";
import { streamReconciliation } from "@/lib/reconciliation/csv";
import { currentMonths } from "@/lib/reconciliation/period";
import {
  continueReconciliation,
  requestNightlyReconciliation,
  requestReconciliation,
} from "@/lib/reconciliation/reconciliation";
import { fiken, rackbeat } from "@/tests/support/providers";
import {
  aReconciliationWorld,
  finish,
  OCTOBER,
  type ReconciliationWorld,
  startReconciliationWorld,
} from "./reconciliation-world";

let world: ReconciliationWorld;
beforeEach(async () => {
  world = await startReconciliationWorld();
});

async function csvOf(target: ReconciliationWorld, reconciliationId: string): Promise<string> {
  const { db, installationId } = target;
  const bytes = await new Response(
    streamReconciliation(db, { installationId, reconciliationId }),
  ).arrayBuffer();
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}

describe("the period", () => {
  test("has its first and its last day, and no other", async () => {
    const days = ["2026-09-30", "2026-10-01", "2026-10-31", "2026-11-01"];
    for (const invoiceDate of days) {
      await world.post("customer_invoice", world.book({ invoiceDate }));
    }
    const { rows } = await world.reconcile();
    expect(rows.map(({ documentDate, result }) => [documentDate, result])).toEqual([
      ["2026-10-01", "equal"],
      ["2026-10-31", "equal"],
    ]);
  });

  test("is the same where Rackbeat does not know the filter", async () => {
    rackbeat.quirks.unknownFilters = "ignore";
    await world.post("customer_invoice", world.book({ invoiceDate: "2026-09-30" }));
    await world.post("customer_invoice", world.book({ invoiceDate: "2026-10-31" }));
    expect((await world.reconcile()).run.counts).toEqual({ equal: 1 });
    rackbeat.quirks.unknownFilters = "refuse";
  });

  test("finds a document that a person has moved into it, or out of it, as changed", async () => {
    const into = world.book({ invoiceDate: "2026-09-30" });
    const out = world.book({ invoiceDate: "2026-10-31" });
    await world.post("customer_invoice", into, { date: "2026-10-01" });
    await world.post("customer_invoice", out, { date: "2026-11-01" });
    const { rows } = await world.reconcile();
    expect(rows.map(({ number, result }) => [number, result])).toEqual([
      [String(into.number), "changed"],
      [String(out.number), "changed"],
    ]);
  });

  test.each([
    ["2026-10-31T22:59:59Z", "2026-09-01", "2026-10-31"],
    ["2026-10-31T23:00:00Z", "2026-10-01", "2026-11-30"],
    ["2026-12-31T23:30:00Z", "2026-12-01", "2027-01-31"],
    ["2028-03-10T12:00:00Z", "2028-02-01", "2028-03-31"],
  ])("of the night at %s is %s to %s, by the clock of Norway", (now, periodFrom, periodTo) => {
    expect(currentMonths(new Date(now))).toEqual({ periodFrom, periodTo });
  });
});

test("a supplier's number that a person has changed in Fiken is told", async () => {
  await world.post("supplier_invoice", world.bookPurchase(), { number: "LF-X" });
  expect((await world.reconcile()).rows).toMatchObject([
    {
      result: "changed",
      differences: [{ field: "number", expected: "LF-88121", actual: "LF-X" }],
    },
  ]);
});

test("two requests for one period are one reconciliation", async () => {
  const asked = { installationId: world.installationId, ...OCTOBER };
  const first = await requestReconciliation(world.db, asked);
  expect((await requestReconciliation(world.db, asked)).id).toBe(first.id);
  await finish(world.db, world.installationId);
  expect((await requestReconciliation(world.db, asked)).id).not.toBe(first.id);
});

test("a trouble that a person has to mend ends it with its reason", async () => {
  world.book();
  fiken.revokeGrant();
  const { run, rows } = await world.reconcile();
  expect(run).toMatchObject({ failure: { code: "fiken.grant_revoked" } });
  expect(run.finishedAt).not.toBeNull();
  expect(rows).toEqual([]);
});

test("the CSV has a mark, semicolons, decimal commas, and no formulas", async () => {
  const invoice = world.book();
  await world.post("customer_invoice", invoice, { netMinor: 100_001 });
  await world.hold("customer_invoice", world.book(), { state: "held" });
  const [customer] = rackbeat.world.agreement(world.agreementId).customers.list();
  if (customer) Object.assign(customer, { name: '=HYPERLINK("x";1)' });
  const { run } = await world.reconcile();
  const [header, first, second] = (await csvOf(world, run.id)).split("\r\n");
  expect(header).toBe(
    "\uFEFFResultat;Type;Nummer;Dato;Kunde eller leverandør;Valuta;Beløp i Rackbeat;Beløp i Fiken;Differanse;I Fiken;Id i Fiken;Avvik;Årsak",
  );
  expect(first).toContain(
    `;${invoice.number};2026-10-15;"'=HYPERLINK(""x"";1)";NOK;1250,00;1250,01;0,01;Annet salg;`,
  );
  expect(first?.replaceAll("\u00a0", " ")).toContain("sum: 1 250,00 → 1 250,01");
  expect(first).not.toMatch(/Minor|HIGH/);
  expect(second).toContain(";1250,00;;-1250,00;");
});

test("in the night the last months are asked for, and nothing where nothing is transferred", async () => {
  const { db, installationId } = world;
  const now = new Date("2026-11-22T02:45:00Z");
  expect(await requestNightlyReconciliation(db, { installationId, now })).toMatchObject({
    ...{ periodFrom: "2026-10-01", periodTo: "2026-11-30" },
  });
  await db.update(transferSettings).set({ liveAt: null });
  expect(await requestNightlyReconciliation(db, { installationId, now })).toBeNull();
});

test("nothing of another company is seen or touched", async () => {
  const other = await aReconciliationWorld(world.db, { agreementId: 204_102 });
  await other.post("customer_invoice", other.book(), { netMinor: 100_001 });
  const { run, rows } = await other.reconcile();
  expect(rows).toHaveLength(1);
  const { db, installationId } = world;
  const stolen = { installationId, reconciliationId: run.id };
  expect(await findReconciliation(db, stolen)).toBeNull();
  expect(await listReconciliationRows(db, { ...stolen, limit: 10, offset: 0 })).toEqual([]);
  expect((await csvOf(world, run.id)).split("\r\n")).toHaveLength(2);

  await requestReconciliation(db, { installationId: other.installationId, ...OCTOBER });
  expect(await continueReconciliation(db, { installationId, budgetMs: 1_000 })).toEqual({
    ...{ more: false, waitMs: 0 },
  });
  expect(
    await findRackbeatEntries(db, {
      ...{ ...stolen, kind: "customer_invoice", keys: ["1"], numbers: [] },
    }),
  ).toEqual([]);
});
