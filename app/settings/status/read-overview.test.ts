import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { upsertProductGroups } from "@/db/queries/product-groups";
import { saveSweep, saveSweepFailure } from "@/db/queries/sweeps";
import { markLive } from "@/db/queries/transfer-settings";
import { requestTransfer } from "@/db/queries/transfers";
import { type EntityKind, transfers } from "@/db/schema/transfers";
import { freshDatabase } from "@/tests/support/database";
import { aConnection, anInstallation } from "@/tests/support/rows";
import { readOverview } from "./read-overview";

let db: Database;
beforeEach(async () => {
  db = await freshDatabase();
});

test("documents that a user left out are counted, theirs alone, and nothing but documents", async () => {
  const owner = await anOwner();
  const stranger = await anOwner();
  await owner.skip("customer_invoice", "1");
  await owner.skip("supplier_invoice", "1");
  await owner.skip("product", "LYS-100");
  await stranger.skip("customer_invoice", "2");
  const { installation } = owner;
  const { skippedDocuments } = await readOverview(db, { installation, locale: "nb" });
  expect(skippedDocuments).toBe(2);
});

test("what was booked is said to be in Fiken while the lists of documents are in sight, and no longer", async () => {
  const { installation, ...owner } = await anOwner();
  const { id: installationId } = installation;
  await owner.skip("customer_invoice", "1");
  await markLive(db, { installationId, at: new Date("2026-11-22T09:00:00Z") });
  const headlineAt = async (time: string) => {
    const now = new Date(`2026-11-22T${time}:00Z`);
    return (await readOverview(db, { installation, locale: "nb", now })).headline;
  };
  expect(await headlineAt("09:01")).toBe("looking");
  const lastRunAt = new Date("2026-11-22T09:02:00Z");
  const sweep = { installationId, kind: "customer_invoice", cursorAt: lastRunAt } as const;
  await saveSweep(db, { ...sweep, since: lastRunAt, lastRunAt });
  expect(await headlineAt("09:31")).toBe("allDone");
  expect(await headlineAt("09:33")).toBe("outOfSight");
  await saveSweepFailure(db, { ...sweep, lastFailure: "provider.unavailable" });
  expect(await headlineAt("09:05")).toBe("allDone");
});

test("a group with products and without an account is told of before a document waits for it, once live", async () => {
  const { installation } = await anOwner();
  const { id: installationId } = installation;
  const seenAt = new Date("2026-11-22T09:00:00Z");
  const rates = { vatDomestic: "25", vatEu: "0", vatAbroad: "0", vatDomesticExempt: "0" };
  const group = { hasInventory: true, ...rates };
  const groups = [
    { ...group, number: 1, name: "Lamper", productCount: 3 },
    { ...group, number: 2, name: "Tomt", productCount: 0 },
  ];
  await upsertProductGroups(db, { installationId, groups, seenAt });
  const newGroups = async () => (await readOverview(db, { installation, locale: "nb" })).newGroups;
  expect(await newGroups()).toEqual([]);
  await markLive(db, { installationId, at: seenAt });
  expect(await newGroups()).toEqual(["Lamper"]);
});

async function anOwner() {
  const installation = await anInstallation(db);
  const { id: installationId } = installation;
  const { id: connectionId } = await aConnection(db, { installationId });
  async function skip(kind: EntityKind, rackbeatKey: string): Promise<void> {
    const key = { installationId, connectionId, kind, rackbeatKey };
    const { id } = await requestTransfer(db, { ...key, now: new Date() });
    await db.update(transfers).set({ state: "skipped" }).where(eq(transfers.id, id));
  }
  return { installation, skip };
}
