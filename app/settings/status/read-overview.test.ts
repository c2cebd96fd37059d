import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import type { Database } from "@/db/client";
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
