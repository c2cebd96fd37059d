import { beforeEach, describe, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { saveAccountMappings, saveVatMappings } from "@/db/queries/mappings";
import { replaceProductGroups } from "@/db/queries/product-groups";
import {
  getTransferSettings,
  pauseTransfers,
  saveTransferSettings,
} from "@/db/queries/transfer-settings";
import { requestTransfer } from "@/db/queries/transfers";
import type { AccountMapping } from "@/db/schema/mappings";
import { transfers } from "@/db/schema/transfers";
import { goLive, listSetUpGaps } from "@/lib/transfer/settings/go-live";
import { listGapsInUse } from "@/lib/transfer/settings/mapping-gaps";
import { freshDatabase } from "@/tests/support/database";
import { aConnection, anInstallation } from "@/tests/support/rows";

let db: Database;
let installationId: string;

beforeEach(async () => {
  db = await freshDatabase();
  ({ id: installationId } = await anInstallation(db));
});

const gaps = () => listSetUpGaps(db, { installationId });

type Cell = Pick<AccountMapping, "side" | "productGroup" | "treatment" | "account" | "vatType">;
const withoutProduct: Cell = {
  ...{ side: "sales", productGroup: null, treatment: "high", account: "3000", vatType: "HIGH" },
};

const map = (...rows: Cell[]) => saveAccountMappings(db, { installationId, rows });

async function setUp() {
  await aConnection(db, { installationId });
  await saveTransferSettings(db, { installationId, salesInvoiceMode: "booked" });
  await map(withoutProduct);
}

const rates = { vatDomestic: "25", vatEu: "0", vatAbroad: "0", vatDomesticExempt: "0" };
const tools = { number: 1, name: "Verktøy", hasInventory: true, productCount: 3, ...rates };

const inRackbeat = (...groups: (typeof tools)[]) =>
  replaceProductGroups(db, { installationId, seenAt: new Date(), groups });

test("what is missing is named, all of it, and closes step by step", async () => {
  expect(await gaps()).toEqual(["connection", "mode", "mapping"]);
  await aConnection(db, { installationId });
  expect(await gaps()).toEqual(["mode", "mapping"]);
  await saveTransferSettings(db, { installationId, salesInvoiceMode: "draft" });
  expect(await gaps()).toEqual(["mapping"]);
  await map(withoutProduct);
  expect(await gaps()).toEqual([]);
});

test("every product group in use is mapped first, and what is missing is told group by group", async () => {
  await setUp();
  const books = { ...tools, number: 2, name: "Bøker", vatDomestic: "0" };
  await inRackbeat(tools, books, { ...tools, number: 3, name: "Ubrukt", productCount: 0 });
  expect(await gaps()).toEqual(["mapping"]);
  expect(await listGapsInUse(db, { installationId })).toEqual([
    { side: "sales", productGroup: 1, groupName: "Verktøy", treatment: "high" },
    { side: "sales", productGroup: 2, groupName: "Bøker", treatment: null },
  ]);

  await map({ ...withoutProduct, productGroup: 1 });
  const zero = { side: "sales", productGroup: 2, zone: "domestic", rate: "0" } as const;
  await saveVatMappings(db, { installationId, rows: [{ ...zero, treatment: "exempt" }] });
  expect(await listGapsInUse(db, { installationId })).toMatchObject([{ treatment: "exempt" }]);
  await expect(goLive(db, { installationId })).rejects.toMatchObject({
    problem: { code: "connection.set_up_incomplete", details: { missing: "mapping" } },
  });
  const exempt = { treatment: "exempt", account: "3100", vatType: "EXEMPT" } as const;
  await map({ ...withoutProduct, ...exempt, productGroup: 2 });
  expect(await gaps()).toEqual([]);
});

test("a group without products is in use where a recent document is of it", async () => {
  await setUp();
  await inRackbeat({ ...tools, productCount: 0 });
  const { id: connectionId } = await aConnection(db, { installationId });
  const now = new Date("2026-06-20T10:00:00Z");
  await requestTransfer(db, {
    ...{ installationId, connectionId, kind: "customer_invoice", rackbeatKey: "10234", now },
  });
  const gapsAt = async (documentDate: string) => {
    await db.update(transfers).set({ documentDate, productGroups: [1, null] });
    return listGapsInUse(db, { installationId, now });
  };
  expect(await gapsAt("2026-02-01")).toEqual([]);
  expect(await gapsAt("2026-06-01")).toMatchObject([{ productGroup: 1, treatment: "high" }]);
});

test("purchases are mapped as well where supplier invoices are transferred", async () => {
  await setUp();
  expect(await gaps()).toEqual([]);
  await saveTransferSettings(db, { installationId, supplierInvoiceMode: "draft" });
  expect(await gaps()).toEqual(["mapping"]);
  await map({ ...withoutProduct, side: "purchase", account: "4300" });
  expect(await gaps()).toEqual([]);
});

test("nothing goes live with a gap, and the refusal names it", async () => {
  await aConnection(db, { installationId });
  await expect(goLive(db, { installationId })).rejects.toMatchObject({
    problem: { code: "connection.set_up_incomplete", details: { missing: "mode, mapping" } },
  });
  expect((await getTransferSettings(db, { installationId })).liveAt).toBeNull();
});

describe("without a start date it is today, in Norway", () => {
  test.each([
    ["winter, before midnight", "2026-01-31T22:59:59Z", "2026-01-31"],
    ["winter, after midnight", "2026-01-31T23:00:00Z", "2026-02-01"],
    ["summer, before midnight", "2026-06-30T21:59:59Z", "2026-06-30"],
    ["summer, after midnight", "2026-06-30T22:00:00Z", "2026-07-01"],
    ["New Year's Eve", "2026-12-31T23:30:00Z", "2027-01-01"],
  ])("%s", async (_, now, startDate) => {
    await setUp();
    await goLive(db, { installationId, now: new Date(now) });
    expect(await getTransferSettings(db, { installationId })).toMatchObject({ startDate });
  });
});

test("a start date that was chosen stays", async () => {
  await setUp();
  await saveTransferSettings(db, { installationId, startDate: "2025-07-01" });
  await goLive(db, { installationId });
  const { startDate } = await getTransferSettings(db, { installationId });
  expect(startDate).toBe("2025-07-01");
});

test("going live again changes neither the moment, nor the start date, nor a pause", async () => {
  await setUp();
  const first = new Date("2026-03-02T10:00:00Z");
  await goLive(db, { installationId, now: first });
  await pauseTransfers(db, { installationId, at: new Date("2026-03-03T10:00:00Z") });
  const before = await getTransferSettings(db, { installationId });
  await goLive(db, { installationId, now: new Date("2026-05-02T10:00:00Z") });
  expect(await getTransferSettings(db, { installationId })).toEqual(before);
  expect(before).toMatchObject({ liveAt: first, startDate: "2026-03-02" });
});
