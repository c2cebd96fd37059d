import { expect, test } from "vitest";
import { balanceOf } from "./ledger";
import { aLine, aSale, customerOf, freshFiken, isBalanced, supplierOf } from "./test-caller";

test("a sale is booked with an empty answer, found by its number, and stands in the ledger", async () => {
  const { call, books } = await freshFiken();

  const posted = await call("POST", "sales", aSale(books));
  expect(posted).toMatchObject({ status: 201, text: "" });
  expect(posted.location).toBe(`sales/${posted.id}`);

  const found = await call("GET", "sales?saleNumber=10234&page=0&pageSize=100");
  expect(found.json()).toMatchObject([
    {
      saleId: posted.id,
      saleNumber: "10234",
      kind: "external_invoice",
      netAmount: 120_000,
      vatAmount: 30_000,
      outstandingBalance: 150_000,
      settled: false,
      deleted: false,
      customer: { contactId: customerOf(books) },
    },
  ]);
  const account = books.contacts.get(customerOf(books))?.customerAccountCode ?? "";
  expect(balanceOf(books, account, "2026-12-31")).toBe(150_000);
  expect(balanceOf(books, "3000", "2026-12-31")).toBe(-120_000);
  expect(balanceOf(books, "2700", "2026-12-31")).toBe(-30_000);
});

const FOREIGN = { netPrice: undefined, vat: undefined };

test.each<[string, object, string]>([
  ["an unknown field", { identifier: "1" }, "Unrecognized field 'identifier'"],
  ["a missing kind", { kind: undefined }, "'kind' er påkrevd"],
  ["a number as text", { customerId: "12" }, "customerId"],
  ["null for an absent field", { kid: null }, "kid"],
  ["Fiken's own kind", { kind: "invoice" }, "faktura"],
  ["an external invoice without customer", { customerId: undefined }, "customerId"],
  ["an unknown customer", { customerId: 1 }, "Fant ingen kontakt"],
  ["no lines", { lines: [] }, "lines"],
  ["a fraction of an øre", { lines: [aLine({ netPrice: 1200.5 })] }, "netPrice"],
  ["a text over 200 characters", { lines: [aLine({ description: "x".repeat(201) })] }, "200"],
  ["a lower-case VAT type", { lines: [aLine({ vatType: "high" })] }, "vatType"],
  ["high rate without VAT", { lines: [aLine({ vat: 0 })] }, "HIGH, but the VAT-amount is 0"],
  ["high rate with VAT left out", { lines: [aLine({ vat: undefined })] }, "VAT-amount is 0"],
  ["VAT off by two øre", { lines: [aLine({ vat: 30_002 })] }, "stemmer ikke"],
  ["VAT with another sign", { lines: [aLine({ vat: -30_000 })] }, "sign"],
  ["a zero line", { lines: [aLine({ netPrice: 0, vat: 0 })] }, "kan ikke være 0"],
  ["a line without account", { lines: [aLine({ account: undefined })] }, "account"],
  ["an account that is not in the chart", { lines: [aLine({ account: "3001" })] }, "3001"],
  ["the bank without sub-account", { lines: [aLine({ account: "1920" })] }, "opprette konto 1920"],
  ["an ill-formed account", { lines: [aLine({ account: "30" })] }, "fire siffer"],
  ["a project", { projectId: 5 }, "prosjekt"],
  ["a short KID", { kid: "1" }, "KID"],
  ["a day in a locked period", { date: "2025-12-31" }, "låst"],
  ["a day before the accounts began", { date: "2021-12-31" }, "regnskapsstart"],
  ["no such day", { date: "2026-02-30" }, "date"],
  ["an unknown currency", { currency: "XQX" }, "valuta"],
  ["a foreign sale with amounts in NOK only", { currency: "EUR" }, "netPriceInCurrency"],
  ["a sale in NOK with foreign amounts", { lines: [aLine({ vatInCurrency: 1 })] }, "valuta"],
  ["paid without saying how much", { paid: true }, "Missing field 'totalPaid'"],
  ["a payment without account", { totalPaid: 150_000, paymentDate: "2026-03-02" }, "paymentAcc"],
])("refused: %s", async (_name, changes, text) => {
  const { call, books } = await freshFiken();
  const before = books.journal.size;

  const answer = await call("POST", "sales", aSale(books, changes));

  expect(answer.status).toBe("projectId" in changes ? 402 : 400);
  expect(answer.text).toContain(text);
  expect(books.sales.size).toBe(0);
  expect(books.journal.size).toBe(before);
});

test("a supplier is no customer", async () => {
  const { call, books } = await freshFiken();
  const answer = await call("POST", "sales", aSale(books, { customerId: supplierOf(books) }));
  expect(answer.status).toBe(400);
  expect(answer.text).toContain("ikke en kunde");
});

test.each<[string, object]>([
  ["VAT off by one øre", { lines: [aLine({ vat: 30_001 })] }],
  ["a rounding line without VAT", { lines: [aLine(), rounding(-1)] }],
  ["paid left out", { paid: undefined }],
  ["no due date", { dueDate: undefined }],
  ["minus amounts", { lines: [aLine({ netPrice: -120_000, vat: -30_000 })] }],
  [
    "an export in euro",
    {
      currency: "EUR",
      lines: [aLine({ ...FOREIGN, account: "3110", vatType: "EXEMPT", netPriceInCurrency: 100 })],
    },
  ],
])("taken: %s", async (_name, changes) => {
  const { call, books, sandbox } = await freshFiken();
  expect(await call("POST", "sales", aSale(books, changes))).toMatchObject({ status: 201 });
  expect(isBalanced(books)).toBe(true);
  expect(sandbox.crashes).toEqual([]);
});

function rounding(netPrice: number) {
  return { description: "Øreavrunding", account: "7740", vatType: "NONE", netPrice, vat: 0 };
}

test("minus amounts and the phantom field can be refused instead", async () => {
  const strict = await freshFiken({ negativeSales: "refuse", strictPaid: "refuse" });
  const negative = aSale(strict.books, {
    paid: undefined,
    lines: [aLine({ netPrice: -100, vat: -25 })],
  });
  expect((await strict.call("POST", "sales", negative)).text).toContain("negativt");
  expect((await strict.call("POST", "sales", aSale(strict.books))).text).toContain("'paid'");

  const wanting = await freshFiken({ strictPaid: "require" });
  const without = aSale(wanting.books, { paid: undefined });
  expect((await wanting.call("POST", "sales", without)).text).toContain("'paid' er påkrevd");
});

test("a cash sale takes a payment and no customer", async () => {
  const { call, books } = await freshFiken();
  const cash = {
    kind: "cash_sale",
    customerId: undefined,
    paymentAccount: "1920:10001",
    paymentDate: "2026-03-02",
    totalPaid: 150_000,
  };
  expect((await call("POST", "sales", aSale(books, cash))).status).toBe(201);
  expect(balanceOf(books, "1920:10001", "2026-12-31")).toBe(150_000);

  for (const wrong of [
    { customerId: customerOf(books) },
    { paymentDate: "2026-03-03" },
    { totalPaid: 1 },
    { paymentAccount: undefined },
  ]) {
    const answer = await call("POST", "sales", aSale(books, { ...cash, ...wrong }));
    expect(answer.status).toBe(400);
  }
});

test("a sale is paid, and settled when nothing is left", async () => {
  const { call, books } = await freshFiken();
  const { id } = await call("POST", "sales", aSale(books));
  const payment = { date: "2026-03-10", account: "1920:10001", amount: 100_000 };

  expect((await call("POST", `sales/${id}/payments`, payment)).status).toBe(201);
  expect((await call("GET", `sales/${id}`)).json()).toMatchObject({
    outstandingBalance: 50_000,
    settled: false,
  });
  await call("POST", `sales/${id}/payments`, { ...payment, amount: 50_000, fee: 2_500 });
  expect((await call("GET", `sales/${id}`)).json()).toMatchObject({
    outstandingBalance: 0,
    settled: true,
    settledDate: "2026-03-10",
    salePayments: [{ amount: 100_000 }, { amount: 50_000, fee: 2_500 }],
  });
  expect(balanceOf(books, "1920:10001", "2026-12-31")).toBe(147_500);
  expect(isBalanced(books)).toBe(true);
});

test("a sale is settled without payment, and the day can be changed", async () => {
  const { call, books } = await freshFiken();
  const { id } = await call("POST", "sales", aSale(books));
  expect((await call("PATCH", `sales/${id}/settled`)).status).toBe(400);
  for (const settledDate of ["2026-04-01", "2026-04-02"]) {
    const answer = await call("PATCH", `sales/${id}/settled?settledDate=${settledDate}`);
    expect(answer.json()).toMatchObject({ settled: true, settledDate });
  }
});

test("deleting reverses in the journal, keeps the sale in the lists, and needs a reason", async () => {
  const { call, books } = await freshFiken();
  const { id } = await call("POST", "sales", aSale(books));

  expect((await call("PATCH", `sales/${id}/delete`)).status).toBe(400);
  const deleted = await call("PATCH", `sales/${id}/delete?description=Feil`);
  expect(deleted.json()).toMatchObject({ saleId: id, deleted: true });
  expect((await call("GET", "sales?saleNumber=10234")).json()).toMatchObject([{ deleted: true }]);
  expect(books.journal.size).toBe(2);
  expect(balanceOf(books, "3000", "2026-12-31")).toBe(0);
  expect((await call("PATCH", `sales/${id}/delete?description=Igjen`)).status).toBe(400);
});

test("a written-off sale has nothing outstanding", async () => {
  const { call, books } = await freshFiken();
  const { id } = await call("POST", "sales", aSale(books));
  const early = { type: "COLLECTION_FAILED", date: "2026-03-02" };
  expect((await call("PATCH", `sales/${id}/writeOff`, early)).status).toBe(400);
  const answer = await call("PATCH", `sales/${id}/writeOff`, { ...early, date: "2026-10-01" });
  expect(answer.json()).toMatchObject({ writeOff: true, outstandingBalance: 0 });
  expect(isBalanced(books)).toBe(true);
});

test("nothing booked can be changed", async () => {
  const { call, books } = await freshFiken();
  const { id } = await call("POST", "sales", aSale(books));
  expect((await call("PUT", `sales/${id}`, aSale(books))).status).toBe(405);
  expect((await call("DELETE", `sales/${id}`)).status).toBe(405);
});
