import { expect, test } from "vitest";
import { retryFailed, undoRows } from "@/lib/import/once";
import {
  aCustomerRow,
  aProductRow,
  aSupplierRow,
  endStateOf,
  FIRST_NUMBER,
  type ImportWorld,
  runImport,
  startImportWorld,
} from "@/tests/support/import-world";
import { rackbeat } from "@/tests/support/providers";

const planned = () => [aCustomerRow(1), aSupplierRow(2), aProductRow(3)];
const CUSTOMER = FIRST_NUMBER + 1;

/** All of it, as a user asks for in one go. */
async function undo(world: ImportWorld): Promise<number> {
  const asked = await undoRows(world.db, { installationId: world.installationId, filter: {} });
  await world.continue();
  return asked;
}

const statesOf = async (world: ImportWorld) => (await world.rows()).map(({ state }) => state);

test("rows that nobody has touched are taken back: both sides and the bindings are as before", async () => {
  const world = await startImportWorld(planned);
  const { bindings, customers, suppliers, products, inFiken } = await endStateOf(world);
  await world.start();
  await world.continue();
  expect(await undo(world)).toBe(3);
  expect(await statesOf(world)).toEqual(["undone", "undone", "undone"]);
  expect(await endStateOf(world)).toMatchObject({
    ...{ bindings, customers, suppliers, products, inFiken },
  });
});

test("taken back, a row stays as it is: the same is not asked for twice", async () => {
  const world = await runImport(planned);
  await undo(world);
  expect(await undo(world)).toBe(0);
});

test("what a person has changed since stays, and says why", async () => {
  const world = await runImport(planned);
  rackbeat.updateCustomer(world.agreementId, {
    ...{ number: CUSTOMER, changes: { contact_phone: "22 33 44 55" } },
  });
  await undo(world);
  expect(await statesOf(world)).toEqual(["done", "undone", "undone"]);
  expect(await world.row("Kunde 1 AS")).toMatchObject({
    problems: [{ code: "import.touched", details: { number: String(CUSTOMER) } }],
  });
  expect((await endStateOf(world)).bindings).toHaveLength(1);
});

test("a product whose stock has moved since stays", async () => {
  const world = await runImport(planned);
  rackbeat.bookCustomerInvoice(world.agreementId, {
    ...{ customerNumber: CUSTOMER, lines: [{ itemNumber: "V-3", quantity: 1 }] },
  });
  await undo(world);
  expect(await world.row("Vare 3")).toMatchObject({
    ...{ state: "done", problems: [{ code: "import.touched" }] },
  });
  expect(world.agreement.products.list()).toMatchObject([{ stock_quantity: 2 }]);
});

test("what stands on a document stays, with Rackbeat's words", async () => {
  const world = await runImport(planned);
  rackbeat.bookCustomerInvoice(world.agreementId, {
    ...{ customerNumber: CUSTOMER, lines: [{ itemNumber: "V-3", quantity: 1 }] },
  });
  await undo(world);
  expect(await world.row("Kunde 1 AS")).toMatchObject({
    ...{ state: "done", undoAskedAt: null, problems: [{ code: "rackbeat.refused" }] },
  });
});

test("an update is taken back field by field, a link by its binding alone", async () => {
  const changes = [{ field: "contact_phone", before: "11 11 11 11", after: "22 22 22 22" }];
  const world = await startImportWorld(() => [
    aCustomerRow(1, { action: "update", rackbeatKey: "1", changes }),
    aCustomerRow(2, { action: "link", rackbeatKey: "2" }),
  ]);
  for (const number of [1, 2]) {
    rackbeat.createCustomer(world.agreementId, {
      ...{ number, name: `Kunde ${number} AS`, contact_phone: "11 11 11 11" },
      ...{ customer_group_id: 1, payment_terms_id: 1, vat_zone: "domestic" },
    });
  }
  await world.start();
  await world.continue();
  expect(world.agreement.customers.get(1).contact_phone).toBe("22 22 22 22");
  await undo(world);
  expect(await statesOf(world)).toEqual(["undone", "undone"]);
  expect(world.agreement.customers.list()).toMatchObject([
    { number: 1, contact_phone: "11 11 11 11" },
    { number: 2, contact_phone: "11 11 11 11" },
  ]);
  expect((await endStateOf(world)).bindings).toEqual([]);
});

test.each(["lose-answer", "lose-before", "500-after", "429"] as const)(
  "taken back once, though each request meets %s at first",
  async (kind) => {
    const changes = [{ field: "contact_phone", before: "1", after: "2" }];
    const world = await startImportWorld(() => [
      ...planned(),
      aCustomerRow(4, { action: "update", rackbeatKey: "4", changes }),
    ]);
    rackbeat.createCustomer(world.agreementId, {
      ...{ number: 4, name: "Kunde 4 AS", contact_phone: "1" },
      ...{ customer_group_id: 1, payment_terms_id: 1, vat_zone: "domestic" },
    });
    await world.start();
    await world.continue();
    for (const method of ["PUT", "DELETE"])
      rackbeat.faults.add({ kind, method, path: /customers|suppliers|products/, times: 2 });
    for (const path of [/inventory-adjustments$/, /book$/])
      rackbeat.faults.add({ kind, method: "POST", path });
    await undo(world);
    expect(await statesOf(world)).toEqual(["undone", "undone", "undone", "undone"]);
    expect(world.agreement.customers.list()).toMatchObject([{ number: 4, contact_phone: "1" }]);
    expect(world.agreement.products.list()).toEqual([]);
  },
);

test("nothing is taken back while the import runs", async () => {
  const world = await startImportWorld(planned);
  await world.start();
  await expect(undo(world)).rejects.toMatchObject({ problem: { code: "import.not_now" } });
});

test("a failed row is tried again once its cause is gone, and the others are left alone", async () => {
  const group = { customer_group_id: 9 };
  const world = await runImport(() => [
    aCustomerRow(1),
    aCustomerRow(2, {
      body: { name: "Ny gruppe AS", ...group, payment_terms_id: 1, vat_zone: "domestic" },
      name: "Ny gruppe AS",
    }),
  ]);
  expect(await statesOf(world)).toEqual(["done", "failed"]);
  const dated = { created_at: new Date(), updated_at: new Date() };
  world.agreement.customerGroups.insert({ number: 9, name: "Nye", ...dated });
  expect(await retryFailed(world.db, { installationId: world.installationId })).toBe(1);
  await world.continue();
  expect(await statesOf(world)).toEqual(["done", "done"]);
  expect(world.agreement.customers.list()).toHaveLength(2);
  expect((await world.import()).status).toBe("finished");
});

test("a number that somebody took since the plan is not taken for ours", async () => {
  const world = await startImportWorld(planned);
  rackbeat.createCustomer(world.agreementId, {
    ...{ number: CUSTOMER, name: "En annen AS", vat_zone: "domestic" },
    ...{ customer_group_id: 1, payment_terms_id: 1 },
  });
  await world.start();
  await world.continue();
  await retryFailed(world.db, { installationId: world.installationId });
  await world.continue();
  expect(await world.row("Kunde 1 AS")).toMatchObject({
    ...{ state: "failed", problems: [{ code: "import.number_taken" }] },
  });
  expect((await endStateOf(world)).bindings).toHaveLength(2);
});
