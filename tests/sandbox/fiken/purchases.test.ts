import { expect, test } from "vitest";
import { balanceOf } from "./ledger";
import { aLine, aPurchase, customerOf, freshFiken, isBalanced } from "./test-caller";

const COST = { account: "4300" };

test("a supplier invoice is owed on the supplier's ledger account", async () => {
  const { call, books } = await freshFiken();
  const purchase = aPurchase(books);
  const { id } = await call("POST", "purchases", purchase);
  expect((await call("GET", `purchases/${id}`)).json()).toMatchObject({
    purchaseId: id,
    identifier: "F-77",
    paid: false,
    settled: false,
    deleted: false,
    supplier: { contactId: purchase.supplierId },
  });
  const account = books.contacts.get(purchase.supplierId)?.supplierAccountCode ?? "";
  expect(balanceOf(books, account, "2026-12-31")).toBe(-150_000);
  expect(balanceOf(books, "4300", "2026-12-31")).toBe(120_000);
  expect(balanceOf(books, "2710", "2026-12-31")).toBe(30_000);
});

test.each<[string, object]>([
  ["no supplier", { supplierId: undefined }],
  ["a sale's field", { saleNumber: "1" }],
  ["an unknown kind", { kind: "external_invoice" }],
  ["a read-only field", { transactionId: 1 }],
  ["a sales VAT type", { lines: [aLine({ ...COST, vatType: "EXEMPT", vat: 0 })] }],
  ["an income account", { lines: [aLine()] }],
  ["high rate without VAT", { lines: [aLine({ ...COST, vat: 0 })] }],
  ["a locked period", { date: "2025-06-01" }],
  [
    "foreign currency with the high rate",
    {
      currency: "EUR",
      lines: [
        { ...COST, description: "x", vatType: "HIGH", netPriceInCurrency: 100, vatInCurrency: 25 },
      ],
    },
  ],
])("refused: %s", async (_name, changes) => {
  const { call, books } = await freshFiken();
  expect((await call("POST", "purchases", aPurchase(books, changes))).status).toBe(400);
  expect(books.journal.size).toBe(0);
});

test("a customer is no supplier", async () => {
  const { call, books } = await freshFiken();
  const answer = await call(
    "POST",
    "purchases",
    aPurchase(books, { supplierId: customerOf(books) }),
  );
  expect(answer.text).toContain("ikke en leverandør");
});

test("a supplier credit note is a purchase with minus amounts", async () => {
  const { call, books } = await freshFiken();
  const lines = [aLine({ ...COST, netPrice: -1_000, vat: -250 })];
  expect((await call("POST", "purchases", aPurchase(books, { lines }))).status).toBe(201);
  expect(balanceOf(books, "4300", "2026-12-31")).toBe(-1_000);
});

test("a cash purchase needs its account and the same day", async () => {
  const { call, books } = await freshFiken();
  const cash = { kind: "cash_purchase", supplierId: undefined, paymentAccount: "1920:10001" };
  const day = { paymentDate: "2026-03-02" };
  expect((await call("POST", "purchases", aPurchase(books, { ...cash, ...day }))).status).toBe(201);
  expect((await call("POST", "purchases", aPurchase(books, cash))).status).toBe(400);
  const later = { ...cash, paymentDate: "2026-03-03" };
  expect((await call("POST", "purchases", aPurchase(books, later))).status).toBe(400);
});

test("purchases are filtered by day and payment, never by identifier", async () => {
  const { call, books } = await freshFiken();
  const { id } = await call("POST", "purchases", aPurchase(books));
  await call("POST", "purchases", aPurchase(books, { date: "2026-02-01", identifier: "F-78" }));
  const ids = async (query: string) =>
    ((await call("GET", `purchases?${query}`)).json() as { identifier: string }[]).map(
      ({ identifier }) => identifier,
    );
  expect(await ids("date=2026-03-02")).toEqual(["F-77"]);
  expect(await ids("identifier=F-77")).toEqual(["F-78", "F-77"]);
  expect(await ids("sortBy=date%20desc")).toEqual(["F-77", "F-78"]);

  const payment = { date: "2026-03-20", account: "1920:10001", amount: 150_000 };
  expect((await call("POST", `purchases/${id}/payments`, payment)).status).toBe(201);
  expect(await ids("paid=true")).toEqual(["F-77"]);
  expect(await ids("settledDateGe=2026-03-20")).toEqual(["F-77"]);
});

test("deleting a purchase reverses it", async () => {
  const { call, books } = await freshFiken();
  const { id } = await call("POST", "purchases", aPurchase(books));
  const deleted = await call("PATCH", `purchases/${id}/delete?description=Feil`);
  expect(deleted.json()).toMatchObject({ deleted: true });
  expect(balanceOf(books, "2710", "2026-12-31")).toBe(0);
  expect(isBalanced(books)).toBe(true);
});
