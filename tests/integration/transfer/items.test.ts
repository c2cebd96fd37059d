import { beforeEach, describe, expect, test } from "vitest";
import { saveAccountMappings } from "@/db/queries/mappings";
import { listTransferEvents } from "@/db/queries/transfer-events";
import { listTransfers } from "@/db/queries/transfer-lists";
import type { EntityKind } from "@/db/schema/transfers";
import { releaseHeld } from "@/lib/transfer/hold/release";
import { chooseProduct, listProductCandidates } from "@/lib/transfer/item/choose-product";
import { createProduct } from "@/tests/sandbox/fiken/products";
import { productRequest } from "@/tests/sandbox/fiken/request-schemas";
import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import { mapGroups } from "@/tests/support/live-installation";
import { fiken, rackbeat } from "@/tests/support/providers";
import { startWorld, type TransferWorld } from "@/tests/support/transfer-world";

let world: TransferWorld;
const books = () => fiken.world.books(FJORDLYS);

beforeEach(async () => {
  world = await startWorld({ unmapped: [2] });
});

let count = 0;

/** A product of group 1 (25 %) that no other test knows. */
function product(fields: Partial<Parameters<typeof rackbeat.createProduct>[1]> = {}): string {
  count += 1;
  const { number } = rackbeat.createProduct(world.agreementId, {
    ...{ number: `VARE-${count}`, name: "Lykt", group: 1, sales_price: 125.5 },
    ...fields,
  });
  return number;
}

function inFiken(fields: Partial<Parameters<typeof productRequest.parse>[0] & object>) {
  const request = { name: "Lykt", incomeAccount: "3000", vatType: "HIGH", active: true, ...fields };
  return createProduct(books(), productRequest.parse(request));
}

const withNumber = (number: string) =>
  [...books().products.values()].filter(({ productNumber }) => productNumber === number);

async function follow(number: string, event = "product.updated") {
  await world.deliver(number, event);
  await world.drain();
  return transferOf(number, event.startsWith("lot") ? "lot" : "product");
}

async function transferOf(number: string, kind: EntityKind) {
  const listed = await listTransfers(world.db, { ...world, limit: 1_000 });
  const found = listed.find((row) => row.kind === kind && row.rackbeatKey === number);
  if (!found) throw new Error(`No transfer of ${kind} ${number}`);
  return found;
}

/** A number that changed: the form of body that tells of it. */
function renamed(from: string, to: string, event = "product.updated") {
  const body = { key: to, key_name: "number", event, old_key: from, new_key: to };
  return world.receive({
    headers: { token: null, event, account: null },
    body: JSON.stringify({ ...body, changed: ["number"] }),
  });
}

const writesOf = (from: number) =>
  fiken.requests.slice(from).filter(({ method }) => method !== "GET" && method !== "HEAD");

describe("a product", () => {
  test("is made with number, name, net price in øre, and its group's account and VAT type", async () => {
    const number = product();
    expect(await follow(number, "product.created")).toMatchObject({
      ...{ state: "verified", problems: [], partyName: "Lykt", fikenKind: "product" },
      fikenId: withNumber(number)[0]?.productId,
    });
    expect(withNumber(number)).toMatchObject([
      { name: "Lykt", unitPrice: 12_550, incomeAccount: "3000", vatType: "HIGH", active: true },
    ]);
  });

  test("follows a change, and keeps what Fiken's user added and the stock", async () => {
    const number = product();
    await follow(number, "product.created");
    const [made] = withNumber(number);
    Object.assign(made ?? {}, { note: "Står på lager 2", stock: 7.5 });
    rackbeat.updateProduct(world.agreementId, {
      ...{ number, changes: { name: "Lykt, stor", sales_price: 199 } },
    });
    expect(await follow(number)).toMatchObject({ state: "verified" });
    expect(withNumber(number)).toMatchObject([
      { productId: made?.productId, name: "Lykt, stor", unitPrice: 19_900, stock: 7.5 },
    ]);
    expect(withNumber(number)[0]?.note).toBe("Står på lager 2");
  });

  test("that has not changed is not written", async () => {
    const number = product();
    await follow(number, "product.created");
    const before = fiken.requests.length;
    expect(await follow(number)).toMatchObject({ state: "unchanged" });
    expect(writesOf(before)).toEqual([]);
  });

  test("that Fiken has already is taken by its number, and follows Rackbeat", async () => {
    const number = product();
    const { productId } = inFiken({ productNumber: number, name: "Gammelt navn", stock: 3 });
    expect(await follow(number)).toMatchObject({ state: "verified", fikenId: productId });
    expect(withNumber(number)).toMatchObject([{ productId, name: "Lykt", stock: 3 }]);
  });

  test("that was deleted in Fiken is made again", async () => {
    const number = product();
    await follow(number, "product.created");
    books().products.delete(withNumber(number)[0]?.productId ?? 0);
    expect(await follow(number)).toMatchObject({ state: "verified" });
    expect(withNumber(number)).toHaveLength(1);
  });

  test("is taken by two drains at once, and made once", async () => {
    const number = product();
    await world.deliver(number, "product.created");
    await world.deliver(number, "stock.updated");
    await Promise.all([world.drain(), world.drain()]);
    expect(withNumber(number)).toHaveLength(1);
    expect(fiken.violations).toBe(0);
  });
});

describe("out of use in Rackbeat, out of use in Fiken", () => {
  test("barred, and back", async () => {
    const number = product();
    await follow(number, "product.created");
    rackbeat.updateProduct(world.agreementId, { number, changes: { is_barred: true } });
    expect(await follow(number)).toMatchObject({ state: "verified" });
    expect(withNumber(number)).toMatchObject([{ active: false, unitPrice: 12_550 }]);
    rackbeat.updateProduct(world.agreementId, { number, changes: { is_barred: false } });
    await follow(number);
    expect(withNumber(number)).toMatchObject([{ active: true }]);
  });

  test("deleted", async () => {
    const number = product();
    await follow(number, "product.created");
    rackbeat.world.agreement(world.agreementId).products.remove(number);
    expect(await follow(number, "product.deleted")).toMatchObject({ state: "verified" });
    expect(withNumber(number)).toMatchObject([
      { active: false, name: "Lykt", unitPrice: 12_550, incomeAccount: "3000" },
    ]);
  });

  test("what was never in Fiken is not made for it", async () => {
    const number = product({ is_barred: true });
    expect(await follow(number)).toMatchObject({ state: "excluded" });
    expect(await follow("FINNES-IKKE", "product.deleted")).toMatchObject({ state: "excluded" });
    expect(withNumber(number)).toEqual([]);
  });
});

describe("another number", () => {
  test("is followed: the same product in Fiken, and its transfer goes on", async () => {
    const number = product();
    await follow(number, "product.created");
    const [made] = withNumber(number);
    rackbeat.updateProduct(world.agreementId, { number, changes: { number: `${number}-NY` } });
    await renamed(number, `${number}-NY`);
    await world.drain();
    expect(await transferOf(`${number}-NY`, "product")).toMatchObject({ state: "verified" });
    expect(withNumber(number)).toEqual([]);
    expect(withNumber(`${number}-NY`)).toMatchObject([{ productId: made?.productId }]);
  });

  test("while nobody knows yet whether it was made: found under the former number, and made once", async () => {
    const number = product();
    await world.deliver(number, "product.created");
    fiken.faults.add({ kind: "lose-answer", method: "POST", path: "/products" });
    await world.drain(0);
    expect(await transferOf(number, "product")).toMatchObject({ state: "checking" });
    rackbeat.updateProduct(world.agreementId, { number, changes: { number: `${number}-NY` } });
    await renamed(number, `${number}-NY`);
    await world.drain();
    expect(await transferOf(`${number}-NY`, "product")).toMatchObject({ state: "verified" });
    expect(withNumber(number)).toEqual([]);
    expect(withNumber(`${number}-NY`)).toHaveLength(1);
  });

  test("leaves the former number free for another product", async () => {
    const number = product();
    await follow(number, "product.created");
    rackbeat.updateProduct(world.agreementId, { number, changes: { number: `${number}-NY` } });
    await renamed(number, `${number}-NY`);
    await world.drain();
    product({ number, name: "En annen vare" });
    expect(await follow(number, "product.created")).toMatchObject({ state: "verified" });
    expect(withNumber(number)).toMatchObject([{ name: "En annen vare" }]);
    expect(withNumber(`${number}-NY`)).toMatchObject([{ name: "Lykt" }]);
  });
});

test("a structured product is a product like any other, also where it holds itself", async () => {
  const number = `SETT-${product()}`;
  rackbeat.createLot(world.agreementId, {
    ...{ number, name: "Sett", group: 1, sales_price: 400 },
    lines: [{ item_id: "LYS-100", quantity: 2 }],
  });
  const lot = rackbeat.world.agreement(world.agreementId).lots.find(number);
  const [line] = lot?.lines ?? [];
  if (line) Object.assign(line, { child_id: number, child_type: "lot" });
  expect(await follow(number, "lot.created")).toMatchObject({ state: "verified" });
  expect(withNumber(number)).toMatchObject([{ name: "Sett", unitPrice: 40_000 }]);
});

test("a group without a mapping holds its products only, and saving the mapping lets them go", async () => {
  const held = product({ group: 2 });
  const going = product({ group: 1 });
  await world.deliver(held, "product.created");
  await follow(going, "product.created");
  expect(await transferOf(held, "product")).toMatchObject({
    state: "held",
    problems: [{ code: "mapping.group_unmapped", details: { group: 2, treatment: "high" } }],
  });
  expect(await transferOf(going, "product")).toMatchObject({ state: "verified" });
  expect(withNumber(held)).toEqual([]);

  await mapGroups(world.db, { ...world, groups: [2] });
  await releaseHeld(world.db, { ...world, curedBy: "mapping", now: world.now() });
  await world.drain();
  expect(await transferOf(held, "product")).toMatchObject({ state: "verified", problems: [] });
  expect(withNumber(held)).toHaveLength(1);
});

describe("several products in Fiken with the number", () => {
  let number: string;
  let ids: number[];

  beforeEach(async () => {
    number = product();
    ids = [1, 2].map(() => inFiken({ productNumber: number }).productId);
    await world.deliver(number, "stock.updated");
    await follow(number);
  });

  const choose = async (fikenId: number) => {
    const { id: transferId } = await transferOf(number, "product");
    return chooseProduct(world.db, { ...world, transferId, fikenId, now: world.now() });
  };

  test("are held, and named", async () => {
    expect(await transferOf(number, "product")).toMatchObject({
      state: "held",
      problems: [
        {
          code: "item.several_matches",
          details: { number, count: 2, candidates: ids.join(", ") },
        },
      ],
    });
    expect(withNumber(number)).toHaveLength(2);
  });

  test("the choice binds one, and releases all that waited for it", async () => {
    expect(await choose(ids[1] ?? 0)).toBe(true);
    await world.drain();
    const transfer = await transferOf(number, "product");
    expect(transfer).toMatchObject({ state: "verified", fikenId: ids[1], problems: [] });
    expect(await transferOf(number, "stock_level")).toMatchObject({ problems: [] });
    expect(books().products.get(ids[1] ?? 0)).toMatchObject({ unitPrice: 12_550, stock: 0 });
    expect(books().products.get(ids[0] ?? 0)?.unitPrice).toBeUndefined();
    const events = await listTransferEvents(world.db, { ...world, transferId: transfer.id });
    expect(events.map(({ event }) => event)).toEqual(
      expect.arrayContaining(["held", "product_chosen", "released", "verified"]),
    );
  });

  test("are told as they stand in Fiken now, to who waits for the choice alone", async () => {
    inFiken({ productNumber: number, name: "Made later" });
    const gone = books().products.get(ids[0] ?? 0);
    if (gone) books().products.set(gone.productId, { ...gone, productNumber: "another" });
    const { id: transferId } = await transferOf(number, "product");
    const asked = fiken.requests.length;
    const found = await listProductCandidates(world.db, { ...world, transferId });
    expect(found?.number).toBe(number);
    expect(found?.products.map(({ productId }) => productId)).toEqual([ids[1]]);
    expect(fiken.requests).toHaveLength(asked + 1);

    await choose(ids[1] ?? 0);
    expect(await listProductCandidates(world.db, { ...world, transferId })).toBeNull();
  });

  test("nothing else can be chosen, and nothing twice", async () => {
    expect(await choose(inFiken({}).productId)).toBe(false);
    expect(await choose(ids[0] ?? 0)).toBe(true);
    expect(await choose(ids[1] ?? 0)).toBe(false);
  });

  test("one that is in use goes before one that is not", async () => {
    const other = product();
    inFiken({ productNumber: other, active: false });
    const { productId } = inFiken({ productNumber: other });
    expect(await follow(other)).toMatchObject({ state: "verified", fikenId: productId });
  });
});

describe("bad input of Rackbeat", () => {
  const spoil = (number: string, fields: object) =>
    Object.assign(rackbeat.world.agreement(world.agreementId).products.find(number) ?? {}, fields);

  test.each([
    ["without a name", { name: null }, "item.field_missing"],
    ["with a name of an absurd length", { name: "x".repeat(300) }, "item.text_too_long"],
    ["barred perhaps", { is_barred: "kanskje" }, "document.malformed"],
    ["with a barcode of parts", { barcode: { ean: 1 } }, "document.malformed"],
    ["without a group", { group_id: 404 }, "mapping.group_rate_missing"],
  ])("a product %s has its problem, and the next goes on", async (_, fields, code) => {
    const bad = product();
    const good = product();
    spoil(bad, fields);
    await world.deliver(bad, "product.created");
    expect(await follow(good, "product.created")).toMatchObject({ state: "verified" });
    expect(await transferOf(bad, "product")).toMatchObject({ state: "held", problems: [{ code }] });
    expect(withNumber(bad)).toEqual([]);
  });

  test("a number of more than 25 characters", async () => {
    const number = product();
    const long = "L".repeat(40);
    const { products } = rackbeat.world.agreement(world.agreementId);
    const item = products.find(number);
    if (item) products.rename(item, long);
    expect(await follow(long)).toMatchObject({
      state: "held",
      problems: [{ code: "item.text_too_long", details: { field: "number", max: 25 } }],
    });
  });

  test("a number with slash, hash and space", async () => {
    expect(await follow("LYS/12 #3")).toMatchObject({ state: "verified" });
    expect(withNumber("LYS/12 #3")).toHaveLength(1);
  });
});

test("what Fiken refuses holds up nobody else", async () => {
  const rows = [{ productGroup: 3, treatment: "high", account: "3999", vatType: "HIGH" } as const];
  await saveAccountMappings(world.db, {
    installationId: world.installationId,
    rows: rows.map((row) => ({ side: "sales" as const, ...row })),
  });
  const refused = product({ group: 3 });
  const going = product();
  await world.deliver(refused, "product.created");
  await follow(going, "product.created");
  const stopped = await transferOf(refused, "product");
  expect(["held", "failed"]).toContain(stopped.state);
  expect(stopped.problems[0]?.code).toMatch(/^fiken\./);
  expect(await transferOf(going, "product")).toMatchObject({ state: "verified" });
});
