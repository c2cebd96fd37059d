import { attachmentResult } from "./attachments";
import { requireCustomer } from "./contacts";
import { counterRoutes } from "./counters";
import { created, type FikenApp, type FikenContext, readBody, rowOf } from "./http";
import { invoiceDraftRoutes } from "./invoice-drafts";
import { dispatch, documentResult } from "./invoice-routes";
import { counterMissing, lowerStock, priceDocument, withControlDigit } from "./invoices";
import { projectsNotBought } from "./lines";
import { type Filters, listOf } from "./lists";
import type { CreditNote, Invoice, InvoiceDraft } from "./records";
import { badRequest, Refusal } from "./refusal";
import {
  fullCreditNoteRequest,
  type PartialCreditNoteRequest,
  partialCreditNoteRequest,
  sendCreditNoteRequest,
} from "./request-schemas";
import { bookSale, isSettled } from "./sales";
import type { Books } from "./world";

export function creditNoteRoutes(api: FikenApp): void {
  api.get("/creditNotes", (c) => {
    const books = c.get("books");
    const rows = books.creditNotes.values();
    return listOf(c, rows, (row) => creditNoteResult(c, row), filtersOf(books));
  });
  api.get("/creditNotes/:creditNoteId{\\d+}", (c) =>
    c.json(
      creditNoteResult(c, rowOf(c, c.get("books").creditNotes, "creditNoteId", "Kreditnotaen")),
    ),
  );
  api.post("/creditNotes/full", async (c) => {
    const request = await readBody(c, fullCreditNoteRequest);
    const invoice = requireInvoice(c.get("books"), request.invoiceId);
    const note = createCreditNote(c.get("books"), {
      ...request,
      lines: invoice.lines.map(({ net, vat, gross, vatInPercent, productName, ...line }) => line),
      roundingType: invoice.roundingType,
    });
    return created(c, `creditNotes/${note.creditNoteId}`);
  });
  api.post("/creditNotes/partial", async (c) => {
    const note = createCreditNote(c.get("books"), await readBody(c, partialCreditNoteRequest));
    return created(c, `creditNotes/${note.creditNoteId}`);
  });
  api.post("/creditNotes/send", async (c) => {
    const request = await readBody(c, sendCreditNoteRequest);
    const note = c.get("books").creditNotes.get(request.creditNoteId);
    if (!note) throw badRequest(`Fant ingen kreditnota ${request.creditNoteId}`);
    dispatch(c.get("books"), note, request);
    return c.body(null, 200);
  });
  counterRoutes(api, "creditNote");
  invoiceDraftRoutes(
    api,
    "creditNote",
    (books, draft) => `creditNotes/${issueCreditNoteDraft(books, draft).creditNoteId}`,
  );
}

type CreditNoteRequest = Omit<PartialCreditNoteRequest, "lines"> & {
  lines: (Omit<PartialCreditNoteRequest["lines"][number], "vatType"> & {
    vatType?: string | undefined;
  })[];
};

/** Books a credit note, against an invoice of Fiken's or on its own. */
export function createCreditNote(
  books: Books,
  request: CreditNoteRequest,
  draft?: InvoiceDraft,
): CreditNote {
  if (request.project !== undefined) throw projectsNotBought();
  if (books.counters.creditNote === undefined) throw counterMissing("Credit note");
  books.requireOpen(request.issueDate);
  const invoice = request.invoiceId && requireInvoice(books, request.invoiceId);
  const customerId = (invoice ? invoice.customerId : undefined) ?? request.contactId;
  if (customerId === undefined) throw badRequest("'invoiceId' eller 'contactId' er påkrevd");
  requireCustomer(books, customerId);
  const currency = (invoice ? invoice.currency : request.currency) ?? "NOK";
  const priced = priceDocument(books, { ...request, currency }, -1);

  books.counters.creditNote += 1;
  const creditNoteNumber = books.counters.creditNote;
  const attachments = draft?.attachments ?? [];
  const sale = bookSale(
    books,
    {
      kind: "invoice",
      saleNumber: String(creditNoteNumber),
      date: request.issueDate,
      customerId,
      currency,
      lines: priced.saleLines,
    },
    attachments,
    { type: "Kreditnota" },
  );
  const { issueDate, creditNoteText, yourReference, ourReference, orderReference } = request;
  const note: CreditNote = {
    ...books.stamps(),
    lines: priced.lines,
    rounding: priced.rounding,
    roundingType: request.roundingType,
    issueDate,
    creditNoteText,
    yourReference,
    ourReference,
    orderReference,
    currency,
    customerId,
    creditNoteId: books.world.nextId(),
    creditNoteNumber,
    kid: withControlDigit(String(creditNoteNumber).padStart(7, "0")),
    saleId: sale.saleId,
    attachments,
    dispatches: [],
    associatedInvoiceId: request.invoiceId,
    creditNoteDraftUuid: draft?.uuid,
  };
  books.creditNotes.set(note.creditNoteId, note);
  if (invoice) invoice.creditNoteIds.push(note.creditNoteId);
  lowerStock(books, note.lines, -1);
  return note;
}

/** An independent credit note (*uavhengig kreditnota*) from a draft. */
export function issueCreditNoteDraft(books: Books, draft: InvoiceDraft): CreditNote {
  const { currency, roundingType, yourReference, ourReference, orderReference } = draft;
  const lines = (draft.lines ?? []).map(({ invoiceishDraftLineId, ...line }) => ({
    ...line,
    unitPrice: line.unitPrice ?? productPrice(books, line.productId),
  }));
  if (lines.length === 0) throw new Refusal(500, "Kreditnotaen mangler linjer", { shape: "html" });
  const note = createCreditNote(
    books,
    {
      issueDate: draft.issueDate ?? books.world.today(),
      contactId: draft.customerId,
      creditNoteText: draft.invoiceText,
      lines,
      currency,
      roundingType,
      yourReference,
      ourReference,
      orderReference,
    },
    draft,
  );
  books.creditNoteDrafts.delete(draft.draftId);
  return note;
}

function productPrice(books: Books, productId: number | undefined): number {
  const price = productId === undefined ? undefined : books.products.get(productId)?.unitPrice;
  if (price === undefined) throw badRequest("'unitPrice' er påkrevd");
  return price;
}

/** An invoice made in Fiken; it can be credited once only. */
function requireInvoice(books: Books, invoiceId: number): Invoice {
  const invoice = books.invoices.get(invoiceId);
  if (!invoice) throw badRequest(`Fant ingen faktura med id ${invoiceId}`);
  if (invoice.creditNoteIds.length > 0) {
    throw badRequest(`Faktura ${invoice.invoiceNumber} er allerede kreditert`);
  }
  return invoice;
}

function filtersOf(books: Books): Filters<CreditNote> {
  return {
    text: {
      customerId: (note) => note.customerId,
      creditNoteDraftUuid: (note) => note.creditNoteDraftUuid,
    },
    flag: { settled: (note) => isSettled(books, note.saleId) },
    day: {
      issueDate: (note) => note.issueDate,
      lastModified: (note) => note.lastModifiedDate,
    },
  };
}

function creditNoteResult(c: FikenContext, note: CreditNote): unknown {
  const { customerId, saleId, attachments, roundingType, rounding, dispatches, ...shown } = note;
  return {
    ...shown,
    ...documentResult(c, note),
    settled: isSettled(c.get("books"), saleId),
    creditNotePdf: attachments[0] && attachmentResult(c, attachments[0]),
  };
}
