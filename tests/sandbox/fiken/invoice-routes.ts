import { attachmentResult, attachmentRoutes } from "./attachments";
import { contactById } from "./contacts";
import { counterRoutes } from "./counters";
import { inNok } from "./currencies";
import { created, type FikenApp, type FikenContext, readBody, rowOf, updated } from "./http";
import { invoiceDraftRoutes } from "./invoice-drafts";
import { createInvoice, issueDraft, totalsOf } from "./invoices";
import { type Filters, listOf } from "./lists";
import type { CreditNote, Invoice, InvoiceLine, Sale } from "./records";
import { badRequest } from "./refusal";
import {
  invoiceRequest,
  type SendRequest,
  sendInvoiceRequest,
  updateInvoiceRequest,
} from "./request-schemas";
import { saleResult } from "./sale-routes";
import { isSettled } from "./sales";
import type { Books } from "./world";

export function invoiceRoutes(api: FikenApp): void {
  const one = "/invoices/:invoiceId{\\d+}";

  api.get("/invoices", (c) => {
    const books = c.get("books");
    return listOf(c, books.invoices.values(), (row) => invoiceResult(c, row), filtersOf(books));
  });
  api.post("/invoices", async (c) => {
    const invoice = createInvoice(c.get("books"), await readBody(c, invoiceRequest));
    return created(c, `invoices/${invoice.invoiceId}`);
  });
  api.get(one, (c) => c.json(invoiceResult(c, invoiceOf(c))));
  api.patch(one, async (c) => {
    const invoice = invoiceOf(c);
    const { newDueDate, sentManually } = await readBody(c, updateInvoiceRequest);
    if (newDueDate && newDueDate < invoice.issueDate) {
      throw badRequest("Forfall kan ikke være før fakturadato");
    }
    invoice.dueDate = newDueDate ?? invoice.dueDate;
    invoice.sentManually = sentManually ?? invoice.sentManually;
    invoice.lastModifiedDate = c.get("books").world.today();
    return updated(c, `invoices/${invoice.invoiceId}`);
  });
  api.post("/invoices/send", async (c) => {
    const request = await readBody(c, sendInvoiceRequest);
    const invoice = c.get("books").invoices.get(request.invoiceId);
    if (!invoice) throw badRequest(`Fant ingen faktura ${request.invoiceId}`);
    dispatch(c.get("books"), invoice, request);
    return c.body(null, 200);
  });
  counterRoutes(api, "invoice");
  attachmentRoutes(api, `${one}/attachments`, invoiceOf);
  invoiceDraftRoutes(
    api,
    "invoice",
    (books, draft) => `invoices/${issueDraft(books, draft).invoiceId}`,
  );
}

function filtersOf(books: Books): Filters<Invoice> {
  return {
    text: {
      customerId: (invoice) => invoice.customerId,
      orderReference: (invoice) => invoice.orderReference,
      invoiceDraftUuid: (invoice) => invoice.invoiceDraftUuid,
      invoiceNumber: (invoice) => invoice.invoiceNumber,
    },
    flag: { settled: (invoice) => isSettled(books, invoice.saleId) },
    day: {
      issueDate: (invoice) => invoice.issueDate,
      dueDate: (invoice) => invoice.dueDate,
      lastModified: (invoice) => invoice.lastModifiedDate,
    },
  };
}

/** Notes that a document was sent; `auto` finds an e-mail address or nothing. */
export function dispatch(
  books: Books,
  document: Invoice | CreditNote,
  { method: [asked = "auto"], recipientEmail }: SendRequest,
): void {
  const email = recipientEmail ?? books.contacts.get(document.customerId)?.email;
  const dispatchType = asked === "auto" ? "email" : asked;
  if (dispatchType === "email" && !email) throw badRequest("Kunden har ingen e-postadresse");
  document.dispatches.push({ date: books.world.today(), dispatchType });
}

function invoiceOf(c: FikenContext): Invoice {
  return rowOf(c, c.get("books").invoices, "invoiceId", "Fakturaen");
}

function invoiceResult(c: FikenContext, invoice: Invoice): unknown {
  const { customerId, saleId, creditNoteIds, attachments, roundingType, rounding, ...shown } =
    invoice;
  return {
    ...shown,
    ...documentResult(c, invoice),
    associatedCreditNotes: creditNoteIds,
    attachments: attachments.map((file) => attachmentResult(c, file)),
  };
}

/** What invoices and credit notes show alike: totals in both currencies, lines, customer and sale. */
export function documentResult(
  c: FikenContext,
  document: Invoice | CreditNote,
): Record<string, unknown> {
  const { net, vat, gross } = totalsOf(document);
  const books = c.get("books");
  const sale: Sale | undefined = books.sales.get(document.saleId);
  return {
    net,
    vat,
    gross,
    netInNok: inNok(net, document.currency),
    vatInNok: inNok(vat, document.currency),
    grossInNok: inNok(gross, document.currency),
    lines: document.lines.map((line) => lineResult(line, document.currency)),
    customer: contactById(c, document.customerId),
    address: books.contacts.get(document.customerId)?.address,
    sale: sale && saleResult(c, sale),
  };
}

function lineResult(line: InvoiceLine, currency: string): unknown {
  return {
    ...line,
    netInNok: inNok(line.net, currency),
    vatInNok: inNok(line.vat, currency),
    grossInNok: inNok(line.gross, currency),
  };
}
