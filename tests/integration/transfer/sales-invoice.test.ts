import { beforeEach, expect, test } from "vitest";
import type { Database } from "@/db/client";
import { listTransfers } from "@/db/queries/transfers";
import { freshDatabase } from "@/tests/support/database";
import { fiken } from "@/tests/support/providers";
import { aTransferWorld, type TransferWorld } from "@/tests/support/transfer-world";

let db: Database;
let world: TransferWorld;

beforeEach(async () => {
  db = await freshDatabase();
  fiken.reset();
  world = await aTransferWorld(db);
});

test("a booked invoice stands in Fiken, verified, with account, VAT and PDF", async () => {
  const number = await world.book({ lines: [{ itemNumber: "LYS-100", quantity: 2 }] });
  await world.drain();

  const [transfer] = await listTransfers(db, world);
  expect(transfer).toMatchObject({ rackbeatKey: number, state: "verified", problems: [] });
  const [sale, ...others] = world.sales();
  expect(others).toEqual([]);
  expect(sale).toMatchObject({ saleNumber: number, kind: "external_invoice" });
  expect(sale?.lines).toMatchObject([
    { account: "3000", vatType: "HIGH", netPrice: 478_400, vat: 119_600 },
  ]);
  expect(fiken.violations).toBe(0);
});

test("a contact that is known costs no look-up: four requests to Fiken in all", async () => {
  await world.book({});
  await world.drain();
  await world.book({});
  await world.drain();
  const [second] = await listTransfers(db, world);
  expect(second).toMatchObject({ state: "verified", fikenRequests: 4 });
});
