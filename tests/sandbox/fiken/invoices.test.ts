import { expect, test } from "vitest";
import { balanceOf } from "./ledger";
import { NORDRE_LYS } from "./seed";
import { aSale, type Caller, customerOf, freshFiken, isBalanced } from "./test-caller";

const UUID = "123e4567-e89b-12d3-a456-426655440000";
const FREE_LINE = {
  quantity: 2,
  description: "Lampe",
  unitPrice: 10_000,
  vatType: "HIGH",
  incomeAccount: "3000",
};

function anInvoice({ books }: Caller, changes: object = {}) {
  return {
    issueDate: "2026-03-02",
    dueDate: "2026-03-16",
    customerId: customerOf(books),
    bankAccountCode: "1920:10001",
    cash: false,
    lines: [FREE_LINE],
    ...changes,
  };
}

function aDraft({ books }: Caller, changes: object = {}) {
  return {
    type: "invoice",
    uuid: UUID,
    issueDate: "2026-03-02",
    daysUntilDueDate: 14,
    customerId: customerOf(books),
    bankAccountNumber: "15034471204",
    lines: [FREE_LINE],
    ...changes,
  };
}

test("Fiken numbers the invoice, books it as a sale, and gives it a KID", async () => {
  const fiken = await freshFiken();
  const { location } = await fiken.call("POST", "invoices", anInvoice(fiken));
  const invoice = (await fiken.call("GET", location)).json() as { sale: { saleId: number } };
  expect(invoice).toMatchObject({
    invoiceNumber: 10_001,
    net: 20_000,
    vat: 5_000,
    gross: 25_000,
    kid: "00100016",
    associatedCreditNotes: [],
    sale: { kind: "invoice", saleNumber: "10001", outstandingBalance: 25_000 },
  });
  const deleted = await fiken.call("PATCH", `sales/${invoice.sale.saleId}/delete?description=x`);
  expect(deleted.status).toBe(400);
  expect((await fiken.call("DELETE", location)).status).toBe(405);
  expect(isBalanced(fiken.books)).toBe(true);
});

test("a product line takes the product's price, account and VAT, and lowers its stock", async () => {
  const fiken = await freshFiken();
  const [product] = fiken.books.products.values();
  const lines = [{ quantity: 1.5, productId: product?.productId, discount: 10 }];
  const { location } = await fiken.call("POST", "invoices", anInvoice(fiken, { lines }));
  expect((await fiken.call("GET", location)).json()).toMatchObject({
    net: 121_365,
    vat: 30_341,
    lines: [{ incomeAccount: "3000", vatType: "HIGH", productName: "Bordlampe Fjord" }],
  });
  expect(product?.stock).toBe(22.5);
});

test.each<[string, object, string]>([
  ["a number of one's own", { invoiceNumber: 5 }, "Unrecognized field 'invoiceNumber'"],
  ["no lines", { lines: [] }, "lines"],
  ["no customer", { customerId: undefined }, "customerId"],
  ["an unknown bank account", { bankAccountCode: "1920:10009" }, "bankkonto"],
  ["due before issued", { dueDate: "2026-03-01" }, "Forfall"],
  ["a locked period", { issueDate: "2025-01-01" }, "låst"],
  ["a cash invoice without account", { cash: true }, "paymentAccount"],
  ["a long text", { invoiceText: "x".repeat(501) }, "invoiceText"],
  [
    "a free line without account",
    { lines: [{ ...FREE_LINE, incomeAccount: undefined }] },
    "incomeAccount is required for free-text lines",
  ],
  ["a free line without VAT", { lines: [{ ...FREE_LINE, vatType: undefined }] }, "vatType"],
  ["a pair that does not fit", { lines: [{ ...FREE_LINE, vatType: "LOW" }] }, "mva-type"],
  ["a rate that does not fit", { lines: [{ ...FREE_LINE, vatInPercent: 15 }] }, "vatInPercent"],
  ["an unknown product", { lines: [{ quantity: 1, productId: 1 }] }, "produktet"],
  ["amounts that do not add up", { lines: [{ ...FREE_LINE, net: 1 }] }, "net"],
  ["rounding in euro", { currency: "EUR", roundingType: "round_whole" }, "NOK"],
])("refused: %s", async (_name, changes, text) => {
  const fiken = await freshFiken();
  const answer = await fiken.call("POST", "invoices", anInvoice(fiken, changes));
  expect(answer.status).toBe(400);
  expect(answer.text).toContain(text);
  expect(fiken.books.invoices.size).toBe(0);
  expect(fiken.books.counters.invoice).toBe(10_000);
});

test.each([
  ["round_whole", 10_041, 12_600],
  ["round_down_whole", 10_041, 12_500],
  ["round_half", 10_041, 12_550],
  ["none", 10_041, 12_551],
])("%s makes %i come to %i", async (roundingType, unitPrice, gross) => {
  const fiken = await freshFiken();
  const lines = [{ ...FREE_LINE, quantity: 1, unitPrice }];
  const { location } = await fiken.call(
    "POST",
    "invoices",
    anInvoice(fiken, { lines, roundingType }),
  );
  expect((await fiken.call("GET", location)).json()).toMatchObject({ gross });
  expect(isBalanced(fiken.books)).toBe(true);
});

test("nothing can be issued before the company has started the series", async () => {
  const { call, sandbox } = await freshFiken();
  const books = sandbox.world.books(NORDRE_LYS);
  const made = await call("POST", `/companies/${NORDRE_LYS}/contacts`, {
    name: "Kunde",
    customer: true,
  });
  const under = (path: string) => `/companies/${NORDRE_LYS}/${path}`;
  const [bank] = books.bankAccounts.values();
  const invoice = {
    ...anInvoice({ books } as Caller, { customerId: made.id }),
    bankAccountCode: bank?.accountCode,
  };
  const draft = aDraft({ books } as Caller, { customerId: made.id });

  expect((await call("GET", under("invoices/counter"))).status).toBe(401);
  expect((await call("GET", "/user")).status).toBe(200);
  expect((await call("POST", under("invoices"), invoice)).status).toBe(409);
  const refused = await call("POST", under("invoices/drafts"), draft);
  expect(refused.status).toBe(400);
  expect(refused.text).toContain("Missing number series for drafts of type: invoice");

  expect((await call("POST", under("invoices/counter"))).status).toBe(201);
  expect((await call("GET", under("invoices/counter"))).json()).toEqual({ value: 10_000 });
  expect((await call("POST", under("invoices/counter"), { value: 5 })).status).toBe(400);
  expect((await call("POST", under("invoices"), invoice)).status).toBe(201);
  expect([...books.invoices.values()][0]?.invoiceNumber).toBe(10_001);
});

test("a draft is found by its own uuid, and the invoice made of it too", async () => {
  const fiken = await freshFiken();
  const { location } = await fiken.call("POST", "invoices/drafts", aDraft(fiken));
  expect((await fiken.call("GET", `invoices/drafts?uuid=${UUID}`)).json()).toMatchObject([
    { uuid: UUID, customers: [{ contactId: customerOf(fiken.books) }] },
  ]);
  const made = await fiken.call("POST", `${location}/createInvoice`);
  expect(made.location).toMatch(/^invoices\/\d+$/);
  expect((await fiken.call("GET", `invoices/drafts?uuid=${UUID}`)).json()).toEqual([]);
  expect((await fiken.call("GET", `invoices?invoiceDraftUuid=${UUID}`)).json()).toMatchObject([
    { invoiceId: made.id, dueDate: "2026-03-16" },
  ]);
});

test("a uuid used twice is taken or refused, by option", async () => {
  for (const duplicateDraftUuid of ["accept", "refuse"] as const) {
    const fiken = await freshFiken({ duplicateDraftUuid });
    await fiken.call("POST", "invoices/drafts", aDraft(fiken));
    const second = await fiken.call("POST", "invoices/drafts", aDraft(fiken));
    expect(second.status).toBe(duplicateDraftUuid === "accept" ? 201 : 400);
  }
});

test("a draft without bank account number is kept, and answers 500 when issued", async () => {
  const fiken = await freshFiken();
  const draft = aDraft(fiken, { bankAccountNumber: undefined });
  const { location } = await fiken.call("POST", "invoices/drafts", draft);
  const answer = await fiken.call("POST", `${location}/createInvoice`);
  expect(answer.status).toBe(500);
  expect(answer.text).toContain("Kontonummer mangler på faktura<br><small>Feilreferanse:");
  expect(fiken.books.invoices.size).toBe(0);
  expect(fiken.sandbox.crashes).toEqual([]);
  expect((await fiken.call("PUT", location, aDraft(fiken))).status).toBe(201);
  expect((await fiken.call("POST", `${location}/createInvoice`)).status).toBe(201);
});

test("a draft needs its type, and one that belongs here", async () => {
  const fiken = await freshFiken();
  const untyped = await fiken.call("POST", "invoices/drafts", aDraft(fiken, { type: undefined }));
  expect(untyped.text).toContain("'type' er påkrevd");
  const note = aDraft(fiken, { type: "credit_note" });
  expect((await fiken.call("POST", "invoices/drafts", note)).status).toBe(400);
});

test("an invoice can get another due date, be marked as sent, and be sent", async () => {
  const fiken = await freshFiken();
  const { id, location } = await fiken.call("POST", "invoices", anInvoice(fiken));
  const change = { newDueDate: "2026-04-01", sentManually: true };
  expect((await fiken.call("PATCH", location, change)).status).toBe(200);
  const send = { invoiceId: id, method: ["email"], includeDocumentAttachments: true };
  expect((await fiken.call("POST", "invoices/send", send)).status).toBe(200);
  expect((await fiken.call("GET", location)).json()).toMatchObject({
    dueDate: "2026-04-01",
    originalDueDate: "2026-03-16",
    sentManually: true,
    dispatches: [{ dispatchType: "email" }],
  });
});

test("a full credit note nulls the invoice out, once", async () => {
  const fiken = await freshFiken();
  const { id, location } = await fiken.call("POST", "invoices", anInvoice(fiken));
  const credit = { issueDate: "2026-03-20", invoiceId: id };
  const made = await fiken.call("POST", "creditNotes/full", credit);
  expect(made.status).toBe(201);
  expect((await fiken.call("GET", made.location)).json()).toMatchObject({
    creditNoteNumber: 10_001,
    associatedInvoiceId: id,
    gross: 25_000,
    sale: { netAmount: -20_000, vatAmount: -5_000 },
  });
  expect((await fiken.call("GET", location)).json()).toMatchObject({
    associatedCreditNotes: [made.id],
  });
  expect(balanceOf(fiken.books, "3000", "2026-12-31")).toBe(0);
  expect((await fiken.call("POST", "creditNotes/full", credit)).status).toBe(400);
  const partial = { ...credit, lines: [FREE_LINE] };
  expect((await fiken.call("POST", "creditNotes/partial", partial)).status).toBe(400);
});

test("an external sale cannot be credited as an invoice", async () => {
  const fiken = await freshFiken();
  const sale = await fiken.call("POST", "sales", aSale(fiken.books));
  const credit = { issueDate: "2026-03-20", invoiceId: sale.id };
  expect((await fiken.call("POST", "creditNotes/full", credit)).status).toBe(400);
});

test("credit notes are made in part, on their own, and from drafts", async () => {
  const fiken = await freshFiken();
  const { id } = await fiken.call("POST", "invoices", anInvoice(fiken));
  const line = { ...FREE_LINE, quantity: 1 };
  const partial = { issueDate: "2026-03-20", invoiceId: id, lines: [line] };
  expect((await fiken.call("POST", "creditNotes/partial", partial)).status).toBe(201);
  const alone = {
    issueDate: "2026-03-20",
    contactId: customerOf(fiken.books),
    lines: [line],
  };
  expect((await fiken.call("POST", "creditNotes/partial", alone)).status).toBe(201);
  const nobody = { ...alone, contactId: undefined };
  expect((await fiken.call("POST", "creditNotes/partial", nobody)).status).toBe(400);

  const draft = aDraft(fiken, { type: "credit_note" });
  const { location } = await fiken.call("POST", "creditNotes/drafts", draft);
  const made = await fiken.call("POST", `${location}/createCreditNote`);
  const found = await fiken.call("GET", `creditNotes?creditNoteDraftUuid=${UUID}`);
  expect(found.json()).toMatchObject([{ creditNoteId: made.id, gross: 25_000 }]);
  expect(isBalanced(fiken.books)).toBe(true);
});
