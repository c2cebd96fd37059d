import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { entityOf, openSandbox, SHOP } from "../testing";

let world: Awaited<ReturnType<typeof openSandbox>>;
beforeAll(async () => {
  world = await openSandbox();
});
afterAll(() => world.sandbox.close());

const customer = {
  name: "Kunde AS",
  customer_group_id: 1,
  payment_terms_id: 1,
  vat_zone: "domestic",
};
const product = { number: "TEST-1", name: "Prøve", group: 1, sales_price: 12.345678 };

describe("strictness", () => {
  test.each([
    ["/customers", { ...customer, name: undefined }, "company_name"],
    ["/customers", { ...customer, payment_terms_id: undefined }, "payment_terms_id"],
    ["/customers", { ...customer, payment_terms_id: 99 }, "payment_terms_id"],
    ["/customers", { ...customer, customer_group_id: 99 }, "customer_group_id"],
    ["/customers", { ...customer, vat_zone: "norway" }, "vat_zone"],
    ["/customers", { ...customer, vat_zone: undefined }, "vat_zone"],
    ["/customers", { ...customer, number: 10_001 }, "number"],
    ["/customers", { ...customer, number: 1_000_000_000 }, "number"],
    ["/customers", { ...customer, number: "20001" }, "number"],
    ["/customers", { ...customer, name: "x".repeat(256) }, "name"],
    ["/customers", { ...customer, is_barred: "true" }, "is_barred"],
    ["/suppliers", { ...customer }, "supplier_group_id"],
    ["/products", { ...product, group: undefined }, "group"],
    ["/products", { ...product, sales_price: undefined }, "sales_price"],
    ["/products", { ...product, sales_price: "12" }, "sales_price"],
    ["/products", { ...product, sales_price: 1.2345678 }, "sales_price"],
    ["/products", { ...product, number: "x".repeat(26) }, "number"],
    ["/products", { ...product, number: "SETT-SPISE" }, "number"],
    ["/lots", { ...product }, "lines"],
    ["/lots", { ...product, lines: [{ item_id: "NOPE", quantity: 1 }] }, "lines.0.item_id"],
    ["/product-groups", { name: "Ny" }, "has_inventory"],
    ["/customer-invoices", { lines: [] }, "customer_id"],
    ["/customer-invoices", { customer_id: 10_001, invoice_date: "2026-02-30" }, "invoice_date"],
    [
      "/customer-invoices",
      { customer_id: 10_001, lines: [{ item_id: "LYS-100" }] },
      "lines.0.quantity",
    ],
    [
      "/customer-invoices",
      { customer_id: 10_001, lines: [{ item_id: "X", quantity: 1 }] },
      "lines.0.item_id",
    ],
    ["/inventory-adjustments", { item_id: "LYS-100" }, "adjustment_type"],
    ["/webhooks", { event: "invoice.exploded", url: "https://app.example/hook" }, "event"],
    ["/webhooks", { event: "product.updated", url: "http://app.example/hook" }, "url"],
    ["/webhooks", { event: "product.updated", url: "not a url" }, "url"],
  ])("POST %s %j is refused on %s", async (path, body, field) => {
    const answer = await world.ask("POST", path, body);
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toHaveProperty([field, 0], expect.any(String));
  });

  test("texts for numbers and booleans pass where the quirk allows them", async () => {
    world.sandbox.quirks.strictTypes = false;
    const body = { ...product, number: "TEXT-1", sales_price: "12.5", is_barred: "true" };
    const answer = await world.ask("POST", "/products", body);
    world.sandbox.quirks.strictTypes = true;
    expect(answer.status).toBe(201);
    expect(entityOf(answer, "product")).toMatchObject({ sales_price: 12.5, is_barred: true });
  });

  test("broken JSON and a list are 400", async () => {
    expect((await world.ask("POST", "/customers", [])).status).toBe(400);
    const response = await fetch(`${world.sandbox.apiUrl}/customers`, {
      method: "POST",
      headers: { Authorization: `Bearer ${world.token}` },
      body: "{",
    });
    expect(response.status).toBe(400);
  });
});

test("a customer is created, changed and read; its number follows the series", async () => {
  const created = await world.ask("POST", "/customers", customer);
  expect(created.status).toBe(201);
  const { number } = entityOf(created, "customer");
  expect(number).toBe(10_025);
  const body = { contact_email: "post@kunde.example.no" };
  const changed = await world.ask("PUT", `/customers/${number}`, body);
  expect(entityOf(changed, "customer")).toMatchObject({ name: "Kunde AS", ...body });
  expect((await world.ask("DELETE", `/customers/${number}`)).status).toBe(200);
  expect((await world.ask("GET", `/customers/${number}`)).status).toBe(404);
});

test("what stands on a document cannot be deleted: 403 with a text", async () => {
  for (const path of ["/customers/10001", "/products/LYS-100", "/product-groups/1"]) {
    const answer = await world.ask("DELETE", path);
    expect(answer.status).toBe(403);
    expect(answer.body.message).toMatch(/cannot be deleted/);
  }
});

describe("item numbers in paths", () => {
  const number = "LYS/12 #3";

  test("a number with slash and hash is found when encoded once, and not when twice", async () => {
    const once = encodeURIComponent(number);
    const found = await world.ask("GET", `/products/${once}`);
    expect(entityOf(found, "product")).toMatchObject({ number, urlfriendly_number: once });
    expect((await world.ask("GET", `/items/${once}`)).status).toBe(200);
    expect((await world.ask("GET", `/products/${encodeURIComponent(once)}`)).status).toBe(404);
  });

  test("a Rackbeat that wants it twice says so in urlfriendly_number", async () => {
    world.sandbox.quirks.pathEncoding = "twice";
    const once = encodeURIComponent(number);
    const listed = await world.ask("GET", `/products?simple_filter[number]=${once}`);
    const refused = await world.ask("GET", `/products/${once}`);
    const found = await world.ask("GET", `/products/${encodeURIComponent(once)}`);
    world.sandbox.quirks.pathEncoding = "once";
    expect(JSON.stringify(listed.body)).toContain(encodeURIComponent(once));
    expect(refused.status).toBe(404);
    expect(entityOf(found, "product")).toMatchObject({ number });
  });
});

test("stock changes by an adjustment when it is booked; a change of zero is refused", async () => {
  const body = {
    item_id: "LYS-110",
    adjustment_type: "quantity",
    quantity: 55.5,
    location: 1,
    regulated_at: "2026-01-10",
    reason: "Varetelling",
  };
  const made = await world.ask("POST", "/inventory-adjustments", body);
  expect(made.status).toBe(201);
  const { id } = entityOf(made, "inventory_regulation");
  const stock = async () => entityOf(await world.ask("GET", "/items/LYS-110"), "item");
  expect(await stock()).toMatchObject({ stock_quantity: 41 });
  expect((await world.ask("POST", `/inventory-adjustments/${id}/book`)).status).toBe(200);
  expect(await stock()).toMatchObject({ stock_quantity: 55.5, available_quantity: 55.5 });
  expect((await world.ask("POST", `/inventory-adjustments/${id}/book`)).status).toBe(403);
  expect((await world.ask("POST", "/inventory-adjustments", body)).status).toBe(422);
});

test("the seed's Norwegian organisation numbers have a right check digit", () => {
  const weights = [3, 2, 7, 6, 5, 4, 3, 2, 1];
  const customers = world.sandbox.world.agreement(SHOP).customers.list();
  const numbers = customers.flatMap(({ company_vat }) => company_vat ?? []).filter(isNorwegian);
  expect(numbers.length).toBeGreaterThan(10);
  for (const number of numbers) {
    const sum = [...number].reduce((all, digit, at) => all + Number(digit) * (weights[at] ?? 0), 0);
    expect(sum % 11).toBe(0);
  }
});

function isNorwegian(number: string): boolean {
  return /^\d{9}$/.test(number);
}
