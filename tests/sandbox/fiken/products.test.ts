import { expect, test } from "vitest";
import { freshFiken } from "./test-caller";

const A_PRODUCT = {
  name: "Vase",
  productNumber: "V-1",
  unitPrice: 19_900,
  incomeAccount: "3000",
  vatType: "HIGH",
  active: true,
};

test("a product is answered with its VAT type in lower case and no stock as null", async () => {
  const { call } = await freshFiken();
  const { id } = await call("POST", "products", A_PRODUCT);
  expect((await call("GET", `products/${id}`)).json()).toMatchObject({
    ...A_PRODUCT,
    vatType: "high",
    stock: null,
  });
});

test("PUT without stock wipes it", async () => {
  const { call, books } = await freshFiken();
  const { id } = await call("POST", "products", { ...A_PRODUCT, stock: 2.5, note: "Blå" });
  expect((await call("PUT", `products/${id}`, { ...A_PRODUCT, stock: 10 })).status).toBe(200);
  expect(books.products.get(id)).toMatchObject({ stock: 10 });
  expect(books.products.get(id)?.note).toBeUndefined();
  await call("PUT", `products/${id}`, A_PRODUCT);
  expect((await call("GET", `products/${id}`)).json()).toMatchObject({ stock: null });
});

test.each<[string, object]>([
  ["no active", { active: undefined }],
  ["a pair that does not fit", { vatType: "EXEMPT" }],
  ["a purchase VAT type", { vatType: "HIGH_DIRECT" }],
  ["an account that is not in the chart", { incomeAccount: "3001" }],
  ["a price with a fraction", { unitPrice: 199.5 }],
  ["a long note", { note: "x".repeat(201) }],
  ["an unknown field", { unit: "stk" }],
  ["null stock", { stock: null }],
])("refused: %s", async (_name, changes) => {
  const { call, books } = await freshFiken();
  const before = books.products.size;
  expect((await call("POST", "products", { ...A_PRODUCT, ...changes })).status).toBe(400);
  expect(books.products.size).toBe(before);
});

test("product numbers are looked up exactly, and may repeat", async () => {
  const { call } = await freshFiken();
  await call("POST", "products", A_PRODUCT);
  await call("POST", "products", { ...A_PRODUCT, active: false });
  expect((await call("GET", "products?productNumber=V-1")).json()).toHaveLength(2);
  expect((await call("GET", "products?productNumber=V-1&active=true")).json()).toHaveLength(1);
  expect((await call("GET", "products?productNumber=V")).json()).toHaveLength(0);
});

test("a deleted product is gone", async () => {
  const { call, books } = await freshFiken();
  const [id] = books.products.keys();
  expect((await call("DELETE", `products/${id}`)).status).toBe(204);
  expect((await call("GET", `products/${id}`)).status).toBe(404);
});
