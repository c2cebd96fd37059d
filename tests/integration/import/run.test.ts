import { beforeEach, expect, test } from "vitest";
import { ensureBinding } from "@/db/queries/bindings";
import { undoRows } from "@/lib/import/once";
import { listSleepingImports } from "@/lib/import/sleeping-imports";
import {
  aCustomerRow,
  aProductRow,
  aSupplierRow,
  endStateOf,
  FIRST_NUMBER,
  runImport,
  startImportWorld,
} from "@/tests/support/import-world";
import { rackbeat } from "@/tests/support/providers";

beforeEach(() => {
  rackbeat.requests.length = 0;
});

const writes = () =>
  rackbeat.requests.filter(({ method, path }) => method !== "GET" && path.startsWith("/api/"));

test("each new one costs one request, and fires no webhook", async () => {
  const world = await runImport(() => [aCustomerRow(1), aSupplierRow(1), aProductRow(1)], {
    openingStock: null,
  });
  expect(await world.import()).toMatchObject({ status: "finished" });
  expect((await world.rows()).map(({ state }) => state)).toEqual(["done", "done", "done"]);
  expect(
    writes()
      .map(({ method, path }) => `${method} ${path}`)
      .sort(),
  ).toEqual(["POST /api/customers", "POST /api/products", "POST /api/suppliers"]);
  for (const { query } of writes()) expect(query).toContain("suppress_webhooks=true");
  expect(world.agreement.customers.list()).toMatchObject([
    { number: FIRST_NUMBER + 1, name: "Kunde 1 AS" },
  ]);
});

test("what is there already is bound, and nothing is written", async () => {
  const world = await runImport(() => [
    aCustomerRow(1, { action: "link", rackbeatKey: "10001" }),
    aCustomerRow(2, { action: "skip", rackbeatKey: null }),
    aCustomerRow(3, { action: "conflict", rackbeatKey: null }),
  ]);
  expect(writes()).toEqual([]);
  const { bindings, status, rows } = await endStateOf(world);
  expect(status).toBe("finished");
  expect(rows.map(({ state }) => state)).toEqual(["done", "waiting", "waiting"]);
  expect(bindings).toEqual(['["customer","10001","Kunde 1 AS"]']);
});

test("an update writes the fields that change, and no others", async () => {
  const world = await startImportWorld(() => [
    aCustomerRow(1, {
      ...{ action: "update", rackbeatKey: "1" },
      changes: [{ field: "contact_phone", before: null, after: "22 33 44 55" }],
    }),
  ]);
  rackbeat.createCustomer(world.agreementId, {
    ...{ number: 1, name: "Kunde 1 AS", contact_email: "egen@kunde.example" },
    ...{ customer_group_id: 1, payment_terms_id: 1, vat_zone: "domestic" },
  });
  await world.start();
  await world.continue();
  expect(world.agreement.customers.list()).toMatchObject([
    { contact_email: "egen@kunde.example", contact_phone: "22 33 44 55" },
  ]);
  expect(JSON.parse(writes()[0]?.body ?? "")).toEqual({ contact_phone: "22 33 44 55" });
});

test("a row that Rackbeat refuses fails alone, with Rackbeat's words", async () => {
  const world = await runImport(() => [
    aCustomerRow(1, { body: { name: "Uten gruppe AS" } }),
    aCustomerRow(2),
  ]);
  const [refused, made] = await world.rows();
  expect(refused).toMatchObject({ state: "failed", problems: [{ code: "rackbeat.refused" }] });
  expect(made).toMatchObject({ state: "done" });
  const { bindings, status } = await endStateOf(world);
  expect(status).toBe("finished");
  expect(bindings).toEqual([`["customer","${FIRST_NUMBER + 2}","Kunde 2 AS"]`]);
});

test("what a transfer has bound since the plan is not bound to another one", async () => {
  const world = await startImportWorld(() => [
    aCustomerRow(1, { action: "link", rackbeatKey: "1" }),
    aCustomerRow(2),
  ]);
  const { db, installationId, connection } = world;
  const { fikenId } = await world.row("Kunde 1 AS");
  await ensureBinding(db, {
    ...{ installationId, connectionId: connection.id, kind: "customer", fikenId },
    rackbeatKey: "99",
  });
  await world.start();
  await world.continue();
  expect(await world.row("Kunde 1 AS")).toMatchObject({
    ...{ state: "failed", problems: [{ code: "contact.bound_to_other" }] },
  });
  expect(await world.row("Kunde 2 AS")).toMatchObject({ state: "done" });
});

test("an import that nobody works on is found after a while; one that stands or has ended is not", async () => {
  const world = await startImportWorld(() => [aCustomerRow(1)]);
  const inMinutes = (minutes: number) => ({ now: new Date(Date.now() + minutes * 60_000) });
  expect(await listSleepingImports(world.db, inMinutes(5))).toEqual([]);
  await world.start();
  expect(await listSleepingImports(world.db, inMinutes(1))).toEqual([]);
  expect(await listSleepingImports(world.db, inMinutes(5))).toEqual([world.installationId]);
  await world.continue();
  expect(await listSleepingImports(world.db, inMinutes(5))).toEqual([]);
  await undoRows(world.db, { installationId: world.installationId, filter: {} });
  expect(await listSleepingImports(world.db, inMinutes(5))).toEqual([world.installationId]);
});
