import { expect, test } from "vitest";
import { aDraft, aPurchase, customerOf, freshFiken, isBalanced, supplierOf } from "./test-caller";

const LINE = { text: "Vare", incomeAccount: "3000", vatType: "HIGH", net: 120_000, gross: 150_000 };
const COST = { ...LINE, incomeAccount: "4300" };

function aFile(name = "faktura.pdf"): FormData {
  const form = new FormData();
  form.set("filename", name);
  form.set("file", new Blob(["%PDF-1.7"], { type: "application/pdf" }), name);
  return form;
}

test("a draft is not in the books until it is approved, and then it is a sale with its number", async () => {
  const { call, upload, books } = await freshFiken();
  const { id, location } = await call("POST", "sales/drafts", aDraft(customerOf(books)));
  expect(books.journal.size).toBe(0);
  expect((await upload(`${location}/attachments`, aFile())).status).toBe(201);
  expect((await call("GET", location)).json()).toMatchObject({
    draftId: id,
    uuid: expect.any(String),
    invoiceNumber: "10235",
    contact: { contactId: customerOf(books) },
    attachments: [{ identifier: "10235" }],
  });

  const made = await call("POST", `${location}/createSale`);
  expect(made).toMatchObject({ status: 201, text: "" });
  expect((await call("GET", made.location)).json()).toMatchObject({
    saleNumber: "10235",
    kind: "external_invoice",
    dueDate: "2026-03-16",
    netAmount: 120_000,
    vatAmount: 30_000,
    saleAttachments: [{}],
  });
  expect((await call("GET", location)).status).toBe(404);
  expect((await call("POST", `${location}/createSale`)).status).toBe(404);
  expect(isBalanced(books)).toBe(true);
});

test("a person in Fiken can approve a draft, or delete it", async () => {
  const { call, books, sandbox } = await freshFiken();
  const first = await call("POST", "sales/drafts", aDraft(customerOf(books)));
  const second = await call("POST", "sales/drafts", aDraft(customerOf(books)));
  sandbox.approveDraft(first.id);
  sandbox.deleteDraft(second.id);
  expect(books.saleDrafts.size).toBe(0);
  expect((await call("GET", "sales?saleNumber=10235")).json()).toHaveLength(1);
  expect(() => sandbox.approveDraft(first.id)).toThrow(/no saleDrafts/);
});

test("PUT replaces a draft and keeps its uuid and files", async () => {
  const { call, upload, books } = await freshFiken();
  const { id, location } = await call("POST", "sales/drafts", aDraft(customerOf(books)));
  await upload(`${location}/attachments`, aFile());
  const uuid = books.saleDrafts.get(id)?.uuid;
  const changed = aDraft(customerOf(books), { dueDate: undefined, invoiceNumber: "9" });
  expect((await call("PUT", location, changed)).status).toBe(201);
  expect(books.saleDrafts.get(id)).toMatchObject({ invoiceNumber: "9", uuid, attachments: [{}] });
  expect(books.saleDrafts.get(id)?.dueDate).toBeUndefined();
  expect((await call("DELETE", location)).status).toBe(204);
});

test.each<[string, object]>([
  ["no cash", { cash: undefined }],
  ["no paid", { paid: undefined }],
  ["no lines", { lines: undefined }],
  ["a uuid of one's own", { uuid: "123e4567-e89b-12d3-a456-426655440000" }],
  ["a booked line", { lines: [{ ...LINE, netPrice: 1 }] }],
  ["a line without gross", { lines: [{ ...LINE, gross: undefined }] }],
  ["a long text", { lines: [{ ...LINE, text: "x".repeat(201) }] }],
  ["an unknown VAT type", { lines: [{ ...LINE, vatType: "HIGHER" }] }],
  ["an account that is not there", { lines: [{ ...LINE, incomeAccount: "3001" }] }],
  ["an unknown contact", { contactId: 1 }],
])("refused: %s", async (_name, changes) => {
  const { call, books } = await freshFiken();
  const draft = aDraft(customerOf(books), changes);
  expect((await call("POST", "sales/drafts", draft)).status).toBe(400);
  expect(books.saleDrafts.size).toBe(0);
});

test.each<[string, object, string]>([
  ["without a date", { invoiceIssueDate: undefined }, "fakturadato"],
  ["without a contact", { contactId: undefined }, "kontakt"],
  ["without lines", { lines: [] }, "linjer"],
  ["in a locked period", { invoiceIssueDate: "2025-12-31" }, "låst"],
  ["with a pair that does not fit", { lines: [{ ...LINE, vatType: "EXEMPT" }] }, "mva-type"],
  ["with VAT that does not add up", { lines: [{ ...LINE, gross: 120_000 }] }, "VAT-amount is 0"],
  ["paid, without a payment", { paid: true }, "totalPaid"],
])("a draft %s is kept but cannot be booked", async (_name, changes, text) => {
  const { call, books } = await freshFiken();
  const { location } = await call("POST", "sales/drafts", aDraft(customerOf(books), changes));
  const answer = await call("POST", `${location}/createSale`);
  expect(answer.status).toBe(400);
  expect(answer.text).toContain(text);
  expect((await call("GET", location)).status).toBe(200);
  expect(books.sales.size).toBe(0);
});

test("a purchase draft becomes a purchase with its number as identifier", async () => {
  const { call, books } = await freshFiken();
  const draft = aDraft(supplierOf(books), { lines: [COST] });
  const { location } = await call("POST", "purchases/drafts", draft);
  const made = await call("POST", `${location}/createPurchase`);
  expect((await call("GET", made.location)).json()).toMatchObject({
    identifier: "10235",
    kind: "supplier",
    supplier: { contactId: supplierOf(books) },
    lines: [{ account: "4300", netPrice: 120_000, vat: 30_000 }],
  });
});

test("a paid draft books its payment too", async () => {
  const { call, books } = await freshFiken();
  const payments = [{ date: "2026-03-05", account: "1920:10001", amount: 150_000 }];
  const draft = aDraft(customerOf(books), { paid: true, payments });
  const { location } = await call("POST", "sales/drafts", draft);
  const made = await call("POST", `${location}/createSale`);
  expect((await call("GET", made.location)).json()).toMatchObject({ settled: true });
  expect(isBalanced(books)).toBe(true);
});

test("drafts of the one kind are not found among the other", async () => {
  const { call, books } = await freshFiken();
  const { id } = await call("POST", "sales/drafts", aDraft(customerOf(books)));
  expect((await call("GET", `purchases/drafts/${id}`)).status).toBe(404);
  expect((await call("POST", "purchases", aPurchase(books))).status).toBe(201);
});
