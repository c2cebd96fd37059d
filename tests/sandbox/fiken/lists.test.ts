import { expect, test } from "vitest";
import { aSale, freshFiken } from "./test-caller";

const TODAY = "2026-05-04";

async function withSales(count: number) {
  const fiken = await freshFiken({ now: () => new Date(`${TODAY}T10:00:00Z`) });
  for (let number = 1; number <= count; number += 1) {
    const date = `2026-03-${String(number).padStart(2, "0")}`;
    await fiken.call("POST", "sales", aSale(fiken.books, { saleNumber: String(number), date }));
  }
  return fiken;
}

test("paging needs page and size, starts at 0, and tells how much there is", async () => {
  const { call } = await withSales(28);
  const numbers = async (query: string) => {
    const answer = await call("GET", `sales${query}`);
    const rows = answer.json() as { saleNumber: string }[];
    const header = (name: string) => answer.headers.get(`fiken-api-${name}`);
    expect(header("result-count")).toBe("28");
    const page = [header("page"), header("page-size"), header("page-count")];
    return [rows.length, rows[0]?.saleNumber, ...page];
  };

  expect(await numbers("")).toEqual([25, "1", "0", "25", "2"]);
  expect(await numbers("?page=1")).toEqual([25, "1", "0", "25", "2"]);
  expect(await numbers("?page=1&pageSize=20")).toEqual([8, "21", "1", "20", "2"]);
  expect(await numbers("?page=0&pageSize=500")).toEqual([28, "1", "0", "100", "1"]);
  expect(await numbers("?page=9&pageSize=20")).toEqual([0, undefined, "9", "20", "2"]);
});

test.each<[string, number]>([
  ["date=2026-03-02", 1],
  ["dateLe=2026-03-02", 2],
  ["dateLt=2026-03-02", 1],
  ["dateGe=2026-03-02", 3],
  ["dateGt=2026-03-02", 2],
  ["dateGe=2026-03-02&dateLt=2026-03-04", 2],
  [`lastModified=${TODAY}`, 4],
  [`lastModifiedGt=${TODAY}`, 0],
  ["dateFrom=2026-03-03", 4],
  ["settled=false", 4],
  ["saleNumber=3", 1],
  ["contactId=1", 0],
])("filter %s finds %i of 4", async (query, count) => {
  const { call } = await withSales(4);
  expect((await call("GET", `sales?${query}`)).json()).toHaveLength(count);
});

test.each(["page=-1&pageSize=5", "page=0&pageSize=x", "dateGe=1.3.2026", "settled=ja"])(
  "refused: %s",
  async (query) => {
    const { call } = await freshFiken();
    expect((await call("GET", `sales?${query}`)).status).toBe(400);
  },
);

test("companies come by name unless sorted otherwise", async () => {
  const { call } = await freshFiken();
  const names = async (query: string) =>
    ((await call("GET", `/companies${query}`)).json() as { name: string }[]).map(
      ({ name }) => name.split(" ")[0],
    );
  expect(await names("")).toEqual(["Fjordlys", "Nordre", "Testmarka"]);
  expect(await names("?sortBy=createdDate%20desc")).toEqual(["Nordre", "Testmarka", "Fjordlys"]);
});

test("accounts can be asked for by ranges, and their balances by day", async () => {
  const { call, books } = await freshFiken();
  const codes = async (query: string) =>
    ((await call("GET", `accounts?${query}`)).json() as { code: string }[]).map(({ code }) => code);
  expect(await codes("range=3000-3010, 7740")).toEqual(["3000", "3010", "7740"]);
  expect(await codes("fromAccount=1920&toAccount=1920")).toContain("1920:10001");
  expect((await call("GET", "accounts/3001")).status).toBe(404);
  expect((await call("GET", "accounts/3000")).json()).toMatchObject({ code: "3000" });

  await call("POST", "sales", aSale(books));
  expect((await call("GET", "accountBalances?range=3000")).status).toBe(400);
  const balance = await call("GET", "accountBalances/3000?date=2026-12-31");
  expect(balance.json()).toMatchObject({ balance: -120_000 });
});

test("errors come in Fiken's many shapes, some with HTML in them", async () => {
  const { call, books } = await freshFiken();
  expect((await call("POST", "sales", {})).json()).toHaveProperty("error_description");
  expect((await call("POST", "contacts", {})).json()).toHaveProperty("errors");
  expect((await call("POST", "products", {})).json()).toBeInstanceOf(Array);
  expect((await call("POST", "sales/drafts", {})).json()).toHaveProperty("validationErrors");
  expect((await call("POST", "purchases", {})).json()).toHaveProperty("message");
  const locked = await call("POST", "sales", aSale(books, { date: "2025-12-01" }));
  expect(locked.text).toMatch(/låst til og med 2025-12-31<br><small>Feilreferanse: \w+<\/small>/);
});

test("a body must be JSON and say so", async () => {
  const { sandbox, token, books } = await freshFiken();
  const send = (contentType: string, body: string) =>
    fetch(`${sandbox.apiUrl}/companies/${books.company.slug}/sales`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": contentType },
      body,
    });
  expect((await send("text/plain", "{}")).status).toBe(415);
  expect((await send("application/json", "{")).status).toBe(400);
});

test("what is not there is 404, what is not offered 405", async () => {
  const { call, books } = await freshFiken();
  expect((await call("GET", "sales/1")).status).toBe(404);
  expect((await call("GET", "externalSales")).status).toBe(404);
  expect((await call("POST", "journalEntries", {})).status).toBe(405);
  expect((await call("DELETE", "accounts/3000")).status).toBe(405);
  await call("POST", "sales", aSale(books));
  const [entry] = (await call("GET", "journalEntries")).json() as { transactionId: number }[];
  expect((await call("GET", `transactions/${entry?.transactionId}`)).json()).toMatchObject({
    deleted: false,
    entries: [{ lines: [{ account: "3000", vatCode: "3", amount: 120_000 }, {}, {}] }],
  });
});
