import { beforeEach, describe, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { saveAccountMappings } from "@/db/queries/mappings";
import { replaceProductGroups } from "@/db/queries/product-groups";
import {
  getTransferSettings,
  pauseTransfers,
  saveTransferSettings,
} from "@/db/queries/transfer-settings";
import { goLive, listSetUpGaps } from "@/lib/transfer/go-live";
import { freshDatabase } from "@/tests/support/database";
import { aConnection, anInstallation } from "@/tests/support/rows";

let db: Database;
let installationId: string;

beforeEach(async () => {
  db = await freshDatabase();
  ({ id: installationId } = await anInstallation(db));
});

const gaps = () => listSetUpGaps(db, { installationId });

async function mapSomething() {
  await saveAccountMappings(db, {
    installationId,
    rows: [
      {
        ...{ side: "sales", productGroup: 1, treatment: "high", account: "3000", vatType: "HIGH" },
      },
    ],
  });
}

async function setUp() {
  await aConnection(db, { installationId });
  await saveTransferSettings(db, { installationId, salesInvoiceMode: "booked" });
  await mapSomething();
}

test("what is missing is named, all of it, and closes step by step", async () => {
  expect(await gaps()).toEqual(["connection", "mode", "mapping"]);
  await aConnection(db, { installationId });
  expect(await gaps()).toEqual(["mode", "mapping"]);
  await saveTransferSettings(db, { installationId, salesInvoiceMode: "draft" });
  expect(await gaps()).toEqual(["mapping"]);
  await mapSomething();
  expect(await gaps()).toEqual([]);
});

test("lines without a product count as mapped only where Rackbeat has no product groups", async () => {
  await aConnection(db, { installationId });
  await saveTransferSettings(db, { installationId, salesInvoiceMode: "booked" });
  const general = { side: "sales", productGroup: null, treatment: "high" } as const;
  await saveAccountMappings(db, {
    installationId,
    rows: [{ ...general, account: "3000", vatType: "HIGH" }],
  });
  expect(await gaps()).toEqual([]);
  const rates = { vatDomestic: "25", vatEu: "0", vatAbroad: "0", vatDomesticExempt: "0" };
  await replaceProductGroups(db, {
    installationId,
    seenAt: new Date(),
    groups: [{ number: 1, name: "Verktøy", hasInventory: true, ...rates }],
  });
  expect(await gaps()).toEqual(["mapping"]);
  await mapSomething();
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
