import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { createRackbeatClient } from "./client";

type Answer = { status?: number; json?: unknown; text?: string; headers?: Record<string, string> };
const servers: Server[] = [];

/** A Rackbeat that answers by a table of `METHOD path`; every request is noted. */
async function aRackbeat(answers: Record<string, Answer | ((url: URL) => Answer)>) {
  const requests: { line: string; url: URL; headers: IncomingMessage["headers"] }[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "", "http://rackbeat");
    const line = `${request.method} ${url.pathname.replace(/^\/api/, "")}`;
    requests.push({ line, url, headers: request.headers });
    const found = answers[line];
    const answer = typeof found === "function" ? found(url) : (found ?? { status: 404 });
    response.writeHead(answer.status ?? 200, answer.headers);
    response.end(answer.text ?? JSON.stringify(answer.json ?? {}));
  });
  servers.push(server);
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = createRackbeatClient({ baseUrl, token: `token-${Math.random()}` });
  return { client, requests };
}

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => new Promise((done) => server.close(done))));
});

const anInvoice = {
  number: 1042,
  is_booked: true,
  currency: "NOK",
  total_subtotal: 100.5,
  total_total: "125.625",
  customer_id: 7,
  lines: [{ id: 1, child_id: 10, name: "Screw", quantity: "1.5", line_price: 67 }],
};

test("every request says who calls, with what token, and for which version", async () => {
  const { client, requests } = await aRackbeat({
    "GET /self": { json: { user_account: { id: 12, company_name: "Firma AS" } } },
  });

  await expect(client.getSelf()).resolves.toMatchObject({ user_account: { id: "12" } });

  expect(requests[0]?.headers).toMatchObject({
    accept: "application/json",
    authorization: expect.stringMatching(/^Bearer token-/),
    "user-agent": expect.stringContaining("Fiken for Rackbeat"),
    "consumer-name": "Fiken for Rackbeat",
    "consumer-contact": expect.any(String),
    "api-version": "latest",
  });
});

test.each([401, 403])("%s on /self means that the token is dead", async (status) => {
  const { client } = await aRackbeat({ "GET /self": { status } });
  await expect(client.getSelf()).rejects.toMatchObject({
    problem: { code: "rackbeat.token_dead" },
  });
});

test("403 elsewhere is a refusal with Rackbeat's words", async () => {
  const { client } = await aRackbeat({
    "GET /customers/7": { status: 403, json: { message: "Your plan does not include this" } },
  });
  await expect(client.getCustomer("7")).rejects.toMatchObject({
    problem: {
      code: "rackbeat.refused",
      details: { status: 403, message: "Your plan does not include this" },
    },
  });
});

test("an answer without what is vital names it", async () => {
  const { client } = await aRackbeat({ "GET /self": { json: { user: { id: 1 } } } });
  await expect(client.getSelf()).rejects.toMatchObject({
    problem: {
      code: "provider.bad_answer",
      details: { path: "GET /self", message: expect.stringContaining("user_account") },
    },
  });
});

test("all pages of the product groups are read, from 206 and under any name", async () => {
  const groups = (from: number, count: number) =>
    Array.from({ length: count }, (_, at) => ({ number: from + at, name: `G${from + at}` }));
  const { client, requests } = await aRackbeat({
    "GET /product-groups": ({ searchParams }) =>
      searchParams.get("page") === "1"
        ? { status: 206, json: { product_groups: groups(1, 100), pages: 2, limit: 100 } }
        : { status: 206, json: { groups: groups(101, 3), pages: 2, limit: 100 } },
  });

  await expect(client.listProductGroups()).resolves.toHaveLength(103);
  expect(requests).toHaveLength(2);
});

test("an invoice has its decimals as exact text and its keys as text", async () => {
  const { client } = await aRackbeat({
    "GET /customer-invoices/1042": { json: { customer_invoice: anInvoice } },
  });
  await expect(client.getCustomerInvoice("1042")).resolves.toMatchObject({
    number: "1042",
    total_subtotal: "100.5",
    total_total: "125.625",
    customer_id: "7",
    lines: [{ child_id: "10", quantity: "1.5", line_price: "67", item: null }],
  });
});

test("an invoice that cannot be read is that document's problem, not Rackbeat's", async () => {
  const { client } = await aRackbeat({
    "GET /customer-invoices/1": { json: { customer_invoice: { ...anInvoice, currency: null } } },
  });
  await expect(client.getCustomerInvoice("1")).rejects.toMatchObject({
    problem: { code: "document.malformed", details: { path: "customer_invoice.currency" } },
  });
});

test("a missing entity is told by kind and number", async () => {
  const { client } = await aRackbeat({});
  await expect(client.getCustomer("7")).rejects.toMatchObject({
    status: 404,
    problem: { code: "rackbeat.not_found", details: { kind: "customer", number: "7" } },
  });
});

test("a malformed row is named and does not spoil its page", async () => {
  const { client, requests } = await aRackbeat({
    "GET /customer-invoices": {
      status: 206,
      json: {
        customer_invoices: [
          { number: 1, is_booked: true, updated_at: "2024-05-01T10:00:00+02:00" },
          { number: 2, is_booked: "perhaps" },
          "junk",
          { number: 4, is_booked: false, updated_at: "2020-01-01 10:00:00" },
        ],
        pages: 3,
        limit: 4,
      },
    },
  });

  const page = await client.listCustomerInvoices({
    updatedAtFrom: new Date("2024-05-01T00:00:00Z"),
    limit: 4,
  });

  expect(page.nextPage).toBe(2);
  expect(page.items).toEqual([
    expect.objectContaining({ number: "1", updated_at: "2024-05-01T10:00:00+02:00" }),
    { number: "2", problem: expect.objectContaining({ code: "document.malformed" }) },
    { number: null, problem: expect.objectContaining({ code: "document.malformed" }) },
  ]);
  expect(requests[0]?.url.searchParams.get("updated_at_from")).toBe("2024-05-01 02:00:00");
});

test("where Rackbeat refuses the filter, the whole list is read", async () => {
  const { client, requests } = await aRackbeat({
    "GET /customer-invoices": ({ searchParams }) =>
      searchParams.has("updated_at_from")
        ? { status: 422, json: { message: "Property 'updated_at_from' is not filterable" } }
        : { status: 206, json: { customer_invoices: [{ number: 1, is_booked: true }] } },
  });

  const from = new Date();
  await client.listCustomerInvoices({ updatedAtFrom: from });
  const { items } = await client.listCustomerInvoices({ updatedAtFrom: from });

  expect(items).toMatchObject([{ number: "1" }]);
  expect(requests).toHaveLength(3);
});

test("an item's number with a slash is tried encoded once, twice, and at last by filter", async () => {
  const item = { number: "A/1", type: "product", group: { number: "3", name: null } };
  const { client, requests } = await aRackbeat({
    "GET /items": { status: 206, json: { items: [{ number: "B", type: "product" }, item] } },
  });

  await expect(client.getItem("A/1")).resolves.toMatchObject({
    number: "A/1",
    group: { number: 3 },
  });
  expect(requests.map(({ line }) => line)).toEqual([
    "GET /items/A%2F1",
    "GET /items/A%252F1",
    "GET /items",
  ]);
});

test("a PDF is checked to be one", async () => {
  const { client } = await aRackbeat({
    "GET /customer-invoices/1.pdf": { text: "%PDF-1.7 …" },
    "GET /customer-invoices/2.pdf": { text: "<html>Please log in</html>" },
    "GET /customer-invoices/3.pdf": { text: `%PDF${"x".repeat(10 * 1024 * 1024)}` },
  });

  await expect(client.customerInvoicePdf("1")).resolves.toBeInstanceOf(Uint8Array);
  for (const number of ["2", "3"]) {
    await expect(client.customerInvoicePdf(number)).rejects.toMatchObject({
      problem: { code: "provider.bad_answer" },
    });
  }
  await expect(client.customerInvoicePdf("4")).rejects.toMatchObject({
    problem: { code: "rackbeat.not_found" },
  });
});

test.each([
  { plugins: [{ slug: "fiken" }], installed: true },
  { plugins: [{ plugin: { slug: "fiken" } }], installed: true },
  { plugins: [{ app_slug: "other" }], installed: false },
  { plugins: [{ id: 3 }], installed: null },
  { plugins: [], installed: null },
])("$plugins tells whether the app is installed: $installed", async ({ plugins, installed }) => {
  const { client } = await aRackbeat({
    "GET /user-account-plugins": { status: 206, json: { user_account_plugins: plugins } },
  });
  await expect(client.isStillInstalled("fiken")).resolves.toBe(installed);
});

test("a throttled call is told as such, and is not repeated", async () => {
  const { client, requests } = await aRackbeat({
    "GET /self": { status: 429, text: "Too Many Attempts", headers: { "retry-after": "3" } },
  });
  await expect(client.getSelf()).rejects.toMatchObject({
    kind: "throttled",
    problem: { code: "provider.throttled", details: { provider: "Rackbeat", retryAfterMs: 3000 } },
  });
  expect(requests).toHaveLength(1);
});

test("deleting a webhook that is gone is no failure", async () => {
  const { client } = await aRackbeat({});
  await expect(client.deleteWebhook(9)).resolves.toBeUndefined();
});
