import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSandbox, rowsOf, SHOP, SMALL_COMPANY } from "../testing";

let world: Awaited<ReturnType<typeof openSandbox>>;
beforeAll(async () => {
  world = await openSandbox();
});
afterAll(() => world.sandbox.close());

test("a list is 206 with its plural, total, pages, limit and page; 20 rows unless asked", async () => {
  const answer = await world.ask("GET", "/products");
  expect(answer.status).toBe(206);
  expect(answer.body).toMatchObject({ total: 40, pages: 2, limit: 20, page: 1 });
  expect(rowsOf(answer, "products")).toHaveLength(20);
});

test("the pages together are every row once", async () => {
  const numbers: unknown[] = [];
  for (const page of [1, 2, 3]) {
    const answer = await world.ask("GET", `/products?limit=15&page=${page}&sort=number`);
    numbers.push(...rowsOf(answer, "products").map(({ number }) => number));
  }
  expect(new Set(numbers).size).toBe(40);
  expect(numbers).toHaveLength(40);
});

test.each([
  "limit=0",
  "limit=1001",
  "limit=ten",
  "page=0",
  "foo=1",
  "is_booked=1",
  "simple_filter[foo]=1",
  "is_barred=yes",
  "updated_at_from=2026-01-01T10:00:00Z",
  "sort=foo",
  "sort=-number",
  "order_by=number&order_direction=down",
  "fields=number,lines(id",
])("products refuse ?%s with 422 and a text per field", async (query) => {
  const answer = await world.ask("GET", `/products?${query}`);
  expect(answer.status).toBe(422);
  expect(Object.values(answer.body.errors ?? {}).flat()[0]).toEqual(expect.any(String));
});

test("an unknown filter can be ignored, as some resources do", async () => {
  world.sandbox.quirks.unknownFilters = "ignore";
  const answer = await world.ask("GET", "/products?foo=1&limit=1");
  world.sandbox.quirks.unknownFilters = "refuse";
  expect(answer.status).toBe(206);
});

test.each([
  ["/products?simple_filter[number]=LYS-100", "products", 1],
  ["/products?search=sjokolade", "products", 2],
  ["/products?group_from=4&group_to=4", "products", 6],
  ["/customers?customer_from=10001&customer_to=10003", "customers", 3],
  ["/customers?is_barred=true", "customers", 0],
  ["/customer-invoices?is_booked=true", "customer_invoices", 5],
  ["/customer-invoices?is_booked=0", "customer_invoices", 0],
  ["/customer-invoices?customer_number=10001", "customer_invoices", 1],
  ["/customer-invoices?simple_filter[customer_id]=10001", "customer_invoices", 1],
  ["/customers?simple_filter[customer_group_id]=3", "customers", 4],
  ["/customers?sort=company_name", "customers", 20],
  ["/items?limit=100", "items", 43],
  ["/lots", "lots", 3],
  ["/product-groups", "product_groups", 8],
  ["/payment-terms", "payment_terms", 4],
  ["/currencies", "currencies", 6],
  ["/supplier-groups", "supplier_groups", 2],
  ["/user-account-plugins", "user_account_plugins", 0],
])("GET %s has %s: %i", async (path, plural, count) => {
  const answer = await world.ask("GET", path);
  expect(answer.status).toBe(206);
  expect(rowsOf(answer, plural)).toHaveLength(count);
});

test("updated_at_from takes Rackbeat's clock, to the second, and finds what has changed", async () => {
  const before = await world.ask("GET", "/products?updated_at_from=2099-01-01%2000:00:00");
  expect(rowsOf(before, "products")).toEqual([]);
  const changed = world.sandbox.updateProduct(SHOP, { number: "LYS-100", changes: { name: "Ny" } });
  const answer = await world.ask("GET", "/products/LYS-100?fields=updated_at");
  const [, shown = ""] = /"updated_at":"([^"]+)"/.exec(JSON.stringify(answer.body)) ?? [];
  const from = encodeURIComponent(shown.slice(0, 19).replace("T", " "));
  const after = await world.ask("GET", `/products?updated_at_from=${from}&fields=number`);
  expect(rowsOf(after, "products")).toEqual([{ number: changed.number }]);
});

test("order_by with DESC turns the order round", async () => {
  const query = "sort=number&order_by=number&order_direction=DESC&limit=1&fields=number";
  const answer = await world.ask("GET", `/customer-invoices?${query}`);
  expect(rowsOf(answer, "customer_invoices")).toEqual([{ number: 10_005 }]);
});

describe("who may ask", () => {
  test("a missing, wrong or revoked token is 401 in Laravel's words", async () => {
    for (const bearer of ["", "wrong"]) {
      const answer = await world.ask("GET", "/self", undefined, bearer);
      expect(answer).toMatchObject({ status: 401, body: { message: "Unauthenticated." } });
    }
  });

  test("a token sees its own agreement and nothing else", async () => {
    const small = world.sandbox.apiKey(SMALL_COMPANY);
    const self = await world.ask("GET", "/self", undefined, small);
    expect(self.body).toMatchObject({ user_account: { id: SMALL_COMPANY } });
    const product = await world.ask("GET", "/products/LYS-100", undefined, small);
    expect(product.body).toMatchObject({ product: { name: "Lykt, galvanisert" } });
    const foreign = await world.ask("GET", "/customer-invoices/10001", undefined, small);
    expect(foreign.status).toBe(404);
  });

  test("a token with scopes is refused elsewhere with 403", async () => {
    const narrow = world.sandbox.apiKey(SHOP, ["customers"]);
    expect((await world.ask("GET", "/customers", undefined, narrow)).status).toBe(206);
    expect((await world.ask("GET", "/products", undefined, narrow)).status).toBe(403);
    expect((await world.ask("GET", "/self", undefined, narrow)).status).toBe(200);
  });

  test("an agreement whose plan has no lots is refused them with 403", async () => {
    world.sandbox.quirks.lots = "forbidden";
    const answer = await world.ask("GET", "/lots");
    world.sandbox.quirks.lots = "available";
    expect(answer.status).toBe(403);
  });

  test("480 requests a minute and token, counted down in the headers, then 429", async () => {
    world.sandbox.quirks.requestsPerMinute = 3;
    const busy = world.sandbox.apiKey(SHOP);
    const remaining: unknown[] = [];
    for (let at = 0; at < 3; at += 1) {
      const { headers } = await world.ask("GET", "/self", undefined, busy);
      remaining.push(headers.get("X-RateLimit-Remaining"));
    }
    const refused = await world.ask("GET", "/self", undefined, busy);
    world.sandbox.quirks.requestsPerMinute = 480;
    expect(remaining).toEqual(["2", "1", "0"]);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("Retry-After"))).toBeGreaterThan(0);
    expect((await world.ask("GET", "/self")).headers.get("X-RateLimit-Limit")).toBe("480");
  });

  test("a replaced token dies, its successor lives", async () => {
    const old = world.sandbox.apiKey(SHOP);
    const answer = await world.ask("POST", "/tokens/replace-current", undefined, old);
    const successor = String(answer.body.token);
    expect((await world.ask("GET", "/self", undefined, old)).status).toBe(401);
    expect((await world.ask("GET", "/self", undefined, successor)).status).toBe(200);
  });
});
