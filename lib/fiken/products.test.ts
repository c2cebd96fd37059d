import { expect, test } from "vitest";
import { createCaller } from "@/lib/http/caller";
import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import { freshFiken } from "@/tests/sandbox/fiken/test-caller";
import { createFikenClient } from "./client";
import { explainFikenRefusal } from "./refusals";
import { type FikenProductRequest, productSchema } from "./schemas/products";

async function aFiken() {
  const { sandbox, token } = await freshFiken();
  const send = createCaller({
    provider: "Fiken",
    baseUrl: sandbox.apiUrl,
    headers: { authorization: `Bearer ${token}` },
    explain: explainFikenRefusal,
  });
  return createFikenClient({ send, companySlug: FJORDLYS });
}

const spade: FikenProductRequest = {
  name: "Spade",
  productNumber: "A/1 #2",
  unitPrice: 29_950,
  incomeAccount: "3000",
  vatType: "HIGH",
  active: true,
  stock: 5.5,
  note: "Fra Rackbeat",
};

test("a product is made and read back, its VAT type in upper case", async () => {
  const fiken = await aFiken();

  const { id } = await fiken.createProduct(spade);

  expect(await fiken.getProduct(id)).toMatchObject({ productId: id, ...spade });
});

test("products are found by the exact number, as many as there are", async () => {
  const fiken = await aFiken();
  const first = await fiken.createProduct(spade);
  const second = await fiken.createProduct({ ...spade, name: "Spade, gammel", active: false });
  await fiken.createProduct({ ...spade, productNumber: "a/1 #2" });
  await fiken.createProduct({ ...spade, productNumber: "A/1" });

  const ids = (await fiken.findProducts("A/1 #2")).map(({ productId }) => productId);

  expect(ids).toEqual([first.id, second.id]);
  expect(await fiken.findProducts("A/2")).toEqual([]);
});

test("a replaced product loses what is left out, the stock too", async () => {
  const fiken = await aFiken();
  const { id } = await fiken.createProduct(spade);

  await fiken.updateProduct(id, { ...spade, stock: 4 });
  expect(await fiken.getProduct(id)).toMatchObject({ stock: 4, note: "Fra Rackbeat" });

  await fiken.updateProduct(id, {
    name: "Spade",
    incomeAccount: "3000",
    vatType: "HIGH",
    active: true,
  });
  expect(await fiken.getProduct(id)).toMatchObject({
    productNumber: null,
    unitPrice: null,
    stock: null,
    note: null,
  });
});

test("products are listed by whether they are in use", async () => {
  const fiken = await aFiken();
  const { id } = await fiken.createProduct({ ...spade, active: false });

  const idsOf = async (active: boolean) =>
    (await fiken.listProducts(0, { active })).items.map(({ productId }) => productId);

  expect(await idsOf(false)).toContain(id);
  expect(await idsOf(true)).not.toContain(id);
});

test("a deleted product is gone", async () => {
  const fiken = await aFiken();
  const { id } = await fiken.createProduct(spade);

  await fiken.deleteProduct(id);

  await expect(fiken.getProduct(id)).rejects.toMatchObject({ kind: "refused", status: 404 });
});

test("an account that does not take the VAT type is refused as such", async () => {
  const fiken = await aFiken();

  await expect(fiken.createProduct({ ...spade, incomeAccount: "3100" })).rejects.toMatchObject({
    kind: "refused",
    problem: { code: "fiken.account_refused" },
  });
});

const answered = { productId: 5, name: "Spade", incomeAccount: "3000", vatType: "high" };

test.each([{ stock: null }, { stock: undefined }])("%j is a product without stock", (none) => {
  expect(productSchema.parse({ ...answered, ...none })).toMatchObject({
    stock: null,
    active: true,
    vatType: "HIGH",
    productNumber: null,
  });
});

test("a stock of nothing is a stock", () => {
  expect(productSchema.parse({ ...answered, stock: 0 }).stock).toBe(0);
});

test.each([
  { productId: 0 },
  { productId: "5" },
  { name: null },
  { incomeAccount: undefined },
  { vatType: null },
  { unitPrice: 1.5 },
  { stock: "5" },
  { active: "yes" },
])("a product with %j is not read", (broken) => {
  expect(productSchema.safeParse({ ...answered, ...broken }).success).toBe(false);
});
