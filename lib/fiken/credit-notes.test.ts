import { expect, test } from "vitest";
import { createCaller } from "@/lib/http/caller";
import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import { customerOf, freshFiken } from "@/tests/sandbox/fiken/test-caller";
import { createFikenClient, type FikenClient } from "./client";
import { explainFikenRefusal } from "./refusals";
import { creditNoteSchema } from "./schemas/credit-notes";

const UUID = "0d2f7f1c-6f4e-4b8e-9a51-0f5f6f6f0a01";
const NOTE_UUID = "0d2f7f1c-6f4e-4b8e-9a51-0f5f6f6f0a02";

const line = {
  description: "Spade",
  quantity: 4,
  unitPrice: 30_000,
  vatType: "HIGH",
  incomeAccount: "3000",
} as const;

async function aFiken() {
  const { sandbox, books, token } = await freshFiken();
  const send = createCaller({
    provider: "Fiken",
    baseUrl: sandbox.apiUrl,
    headers: { authorization: `Bearer ${token}` },
    explain: explainFikenRefusal,
  });
  const fiken = createFikenClient({ send, companySlug: FJORDLYS });
  return { fiken, sandbox, customerId: customerOf(books) };
}

async function anInvoice(fiken: FikenClient, customerId: number): Promise<number> {
  const draft = await fiken.createInvoiceDraft({
    type: "invoice",
    uuid: UUID,
    issueDate: "2026-03-02",
    daysUntilDueDate: 14,
    customerId,
    bankAccountNumber: "15034471204",
    lines: [line],
  });
  return (await fiken.createInvoice(draft.id)).id;
}

test("an invoice is credited in full, and its note is found through it", async () => {
  const { fiken, customerId } = await aFiken();
  const invoiceId = await anInvoice(fiken, customerId);
  expect(await fiken.creditNotesOf(invoiceId)).toEqual([]);

  const { id } = await fiken.createFullCreditNote({ issueDate: "2026-03-05", invoiceId });

  expect(await fiken.creditNotesOf(invoiceId)).toMatchObject([
    {
      creditNoteId: id,
      associatedInvoiceId: invoiceId,
      creditNoteDraftUuid: null,
      issueDate: "2026-03-05",
      net: 120_000,
      vat: 30_000,
      gross: 150_000,
      customer: { contactId: customerId },
    },
  ]);
  await expect(
    fiken.createFullCreditNote({ issueDate: "2026-03-06", invoiceId }),
  ).rejects.toMatchObject({ kind: "refused" });
});

test("a part of an invoice is credited", async () => {
  const { fiken, customerId } = await aFiken();
  const invoiceId = await anInvoice(fiken, customerId);

  const { id } = await fiken.createPartialCreditNote({
    issueDate: "2026-03-05",
    invoiceId,
    creditNoteText: "Kreditnota 77 i Rackbeat",
    lines: [{ ...line, quantity: 1 }],
  });

  expect(await fiken.getCreditNote(id)).toMatchObject({
    creditNoteText: "Kreditnota 77 i Rackbeat",
    gross: 37_500,
    lines: [{ quantity: 1, unitPrice: 30_000 }],
  });
});

test("a customer is credited without an invoice", async () => {
  const { fiken, customerId } = await aFiken();

  const { id } = await fiken.createPartialCreditNote({
    issueDate: "2026-03-05",
    contactId: customerId,
    lines: [line],
  });

  expect(await fiken.getCreditNote(id)).toMatchObject({
    associatedInvoiceId: null,
    customer: { contactId: customerId },
  });
});

test("a draft is found by scanning, and the note made from it by its uuid", async () => {
  const { fiken, customerId } = await aFiken();
  const draft = await fiken.createCreditNoteDraft({
    type: "credit_note",
    uuid: NOTE_UUID,
    issueDate: "2026-03-05",
    daysUntilDueDate: 0,
    customerId,
    lines: [line],
  });
  await fiken.attach(
    { creditNoteDraftId: draft.id },
    {
      filename: "77.pdf",
      bytes: new TextEncoder().encode("%PDF-1.7 test"),
      contentType: "application/pdf",
    },
  );
  expect((await fiken.listCreditNoteDrafts(0)).items).toMatchObject([
    { draftId: draft.id, uuid: NOTE_UUID },
  ]);
  expect(await fiken.getCreditNoteDraft(draft.id)).toMatchObject({ type: "credit_note" });
  expect(await fiken.listAttachments({ creditNoteDraftId: draft.id })).toHaveLength(1);

  const note = await fiken.createCreditNote(draft.id);

  expect((await fiken.listCreditNoteDrafts(0)).items).toEqual([]);
  expect(await fiken.findCreditNotes(NOTE_UUID.toUpperCase())).toMatchObject([
    { creditNoteId: note.id, creditNoteDraftUuid: NOTE_UUID, gross: 150_000 },
  ]);
  expect(await fiken.findCreditNotes(UUID)).toEqual([]);
});

test("drafts of invoices and of credit notes are gone once deleted", async () => {
  const { fiken, customerId } = await aFiken();
  const draft = { uuid: UUID, daysUntilDueDate: 14, customerId, lines: [line] };
  const invoice = await fiken.createInvoiceDraft({ type: "invoice", ...draft });
  const note = await fiken.createCreditNoteDraft({ type: "credit_note", ...draft });

  await fiken.deleteInvoiceDraft(invoice.id);
  await fiken.deleteCreditNoteDraft(note.id);

  await expect(fiken.getInvoiceDraft(invoice.id)).rejects.toMatchObject({ status: 404 });
  await expect(fiken.getCreditNoteDraft(note.id)).rejects.toMatchObject({ status: 404 });
});

test("credit notes, invoices and contacts are listed by period and by change", async () => {
  const { fiken, sandbox, customerId } = await aFiken();
  const invoiceId = await anInvoice(fiken, customerId);
  const note = await fiken.createFullCreditNote({ issueDate: "2026-03-05", invoiceId });
  const today = sandbox.world.today();
  const tomorrow = "2999-01-01";

  const notes = async (filter: Parameters<typeof fiken.listCreditNotes>[1]) =>
    (await fiken.listCreditNotes(0, filter)).items.map(({ creditNoteId }) => creditNoteId);
  expect(await notes({ issueDateFrom: "2026-03-05", issueDateTo: "2026-03-05" })).toEqual([
    note.id,
  ]);
  expect(await notes({ issueDateFrom: "2026-03-06" })).toEqual([]);
  expect(await notes({ lastModifiedFrom: today })).toEqual([note.id]);
  expect(await notes({ lastModifiedFrom: tomorrow })).toEqual([]);

  const invoices = async (lastModifiedFrom: string) =>
    (await fiken.listInvoices(0, { lastModifiedFrom })).items.map((invoice) => invoice.invoiceId);
  expect(await invoices(today)).toContain(invoiceId);
  expect(await invoices(tomorrow)).toEqual([]);

  const contacts = async (lastModifiedFrom: string) =>
    (await fiken.listContacts(0, { lastModifiedFrom })).items;
  await fiken.updateContact(customerId, { name: "Nytt navn AS", customer: true });
  expect(await contacts(today)).toContainEqual(expect.objectContaining({ contactId: customerId }));
  expect(await contacts(tomorrow)).toEqual([]);
});

test("a sale is settled without a payment, again and again", async () => {
  const { fiken, customerId } = await aFiken();
  const { id } = await fiken.createSale({
    kind: "external_invoice",
    saleNumber: "77",
    date: "2026-03-05",
    customerId,
    currency: "NOK",
    paid: false,
    lines: [
      { description: "Retur", account: "3000", vatType: "HIGH", netPrice: -1_000, vat: -250 },
    ],
  });

  await fiken.settleSale(id, "2026-03-05");

  expect(await fiken.settleSale(id, "2026-03-06")).toMatchObject({ saleId: id, settled: true });
});

const answered = { creditNoteId: 5, net: 100, vat: 25, gross: 125 };

test("what Fiken leaves out of a credit note is null, false or empty", () => {
  expect(creditNoteSchema.parse(answered)).toMatchObject({
    creditNoteNumber: null,
    associatedInvoiceId: null,
    customer: null,
    settled: false,
    sale: null,
    lines: [],
  });
});

test.each([
  { creditNoteId: null },
  { net: undefined },
  { gross: "125" },
  { vat: 0.5 },
  { issueDate: "yesterday" },
  { associatedInvoiceId: -1 },
  { lines: {} },
])("a credit note with %j is not read", (broken) => {
  expect(creditNoteSchema.safeParse({ ...answered, ...broken }).success).toBe(false);
});
