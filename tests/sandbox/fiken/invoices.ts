import { requireCustomer } from "./contacts";
import { addDays } from "./dates";
import { bookLines, projectsNotBought } from "./lines";
import { type PricedRequest, priceLine, roundingOf, saleLines } from "./pricing";
import type { Attachment, Invoice, InvoiceDraft, InvoiceLine } from "./records";
import { badRequest, Refusal } from "./refusal";
import type { InvoiceRequest, OrderLine, RoundingType } from "./request-schemas";
import { bookSale, paySale } from "./sales";
import { requireAccount } from "./vat-rules";
import type { Books } from "./world";

/** Issues, numbers and books an invoice at once; sending it is another call. */
export function createInvoice(
  books: Books,
  request: InvoiceRequest,
  { attachments = [], draftUuid }: { attachments?: Attachment[]; draftUuid?: string } = {},
): Invoice {
  if (request.projectId !== undefined) throw projectsNotBought();
  if (books.counters.invoice === undefined) throw counterMissing("Invoice");
  books.requireOpen(request.issueDate);
  if (request.dueDate < request.issueDate)
    throw badRequest("Forfall kan ikke være før fakturadato");
  const customer = requireCustomer(books, request.customerId);
  requirePerson(customer.persons, request.contactPersonId);
  const bank = [...books.bankAccounts.values()].find(
    ({ accountCode }) => accountCode === request.bankAccountCode,
  );
  if (!bank) throw badRequest(`Fant ingen bankkonto ${request.bankAccountCode}`);
  if (request.cash && !request.paymentAccount) {
    throw badRequest("'paymentAccount' er påkrevd for kontantfaktura");
  }
  if (request.paymentAccount) requireAccount(books, request.paymentAccount);
  const priced = priceDocument(books, request, 1);

  books.counters.invoice += 1;
  const invoiceNumber = books.counters.invoice;
  const invoiceId = books.world.nextId();
  const kid = withControlDigit(String(invoiceNumber).padStart(7, "0"));
  const { issueDate, dueDate, customerId, currency } = request;
  const sale = bookSale(
    books,
    {
      kind: "invoice",
      saleNumber: String(invoiceNumber),
      date: issueDate,
      dueDate,
      customerId,
      currency,
      kid,
      lines: priced.saleLines,
    },
    attachments,
    { invoiceId, type: "Faktura" },
  );
  const { uuid, bankAccountCode, contactPersonId, projectId, paymentAccount, ...shown } = request;
  const invoice: Invoice = {
    ...shown,
    ...books.stamps(),
    ...priced,
    invoiceId,
    invoiceNumber,
    kid,
    originalDueDate: dueDate,
    invoiceDraftUuid: draftUuid ?? uuid,
    bankAccountNumber: bank.bankAccountNumber,
    saleId: sale.saleId,
    sentManually: false,
    attachments,
    dispatches: [],
    creditNoteIds: [],
  };
  books.invoices.set(invoiceId, invoice);
  lowerStock(books, invoice.lines);
  if (paymentAccount && request.cash) {
    const { gross } = totalsOf(invoice);
    const foreign = currency !== "NOK" && { currency };
    paySale(books, sale, { date: issueDate, account: paymentAccount, amount: gross, ...foreign });
  }
  return invoice;
}

/** *Opprett faktura* from a draft. A draft without a bank account number answers 500, as Fiken does. */
export function issueDraft(books: Books, draft: InvoiceDraft): Invoice {
  const bank = [...books.bankAccounts.values()].find(
    ({ bankAccountNumber }) => bankAccountNumber === draft.bankAccountNumber,
  );
  if (!draft.bankAccountNumber || !bank) {
    throw new Refusal(500, "Kontonummer mangler på faktura", { shape: "html" });
  }
  const issueDate = draft.issueDate ?? books.world.today();
  const invoice = createInvoice(
    books,
    {
      issueDate,
      dueDate: addDays(issueDate, draft.daysUntilDueDate),
      lines: draft.lines ?? [],
      ourReference: draft.ourReference,
      yourReference: draft.yourReference,
      orderReference: draft.orderReference,
      customerId: draft.customerId,
      contactPersonId: draft.contactPersonId,
      bankAccountCode: bank.accountCode,
      currency: draft.currency,
      invoiceText: draft.invoiceText,
      cash: draft.type === "cash_invoice",
      paymentAccount: draft.paymentAccount,
      roundingType: draft.roundingType,
    },
    { attachments: draft.attachments, draftUuid: draft.uuid },
  );
  books.invoiceDrafts.delete(draft.draftId);
  return invoice;
}

/** Prices the lines and proves that they can be booked. `sign` is -1 for a credit note. */
export function priceDocument(
  books: Books,
  request: { lines: PricedRequest[]; roundingType: RoundingType; currency: string },
  sign: 1 | -1,
): { lines: InvoiceLine[]; rounding: number; saleLines: OrderLine[] } {
  if (request.lines.length === 0) throw badRequest("Dokumentet må ha minst én linje");
  const lines = request.lines.map((line) => priceLine(books, line));
  const gross = lines.reduce((sum, line) => sum + line.gross, 0);
  const rounding = roundingOf(gross, request.roundingType, request.currency);
  const booked = saleLines(lines, { rounding, currency: request.currency, sign });
  bookLines(books, "sale", booked, request.currency);
  return { lines, rounding, saleLines: booked };
}

export function totalsOf(document: { lines: InvoiceLine[]; rounding: number }): {
  net: number;
  vat: number;
  gross: number;
} {
  const net = document.lines.reduce((sum, line) => sum + line.net, 0) + document.rounding;
  const vat = document.lines.reduce((sum, line) => sum + line.vat, 0);
  return { net, vat, gross: net + vat };
}

export function requirePerson(
  persons: { contactPersonId: number }[],
  asked: number | undefined,
): void {
  if (asked === undefined) return;
  if (persons.some(({ contactPersonId }) => contactPersonId === asked)) return;
  throw badRequest(`Kontaktperson ${asked} hører ikke til kunden`);
}

/** 409: the first document of a kind needs its number series started, by the company itself. */
export function counterMissing(kind: "Invoice" | "Credit note"): Refusal {
  return new Refusal(409, `${kind} counter not initialized`);
}

/** Fiken lowers the stock of products with a stock when it issues an invoice. */
export function lowerStock(books: Books, lines: InvoiceLine[], sign: 1 | -1 = 1): void {
  for (const { productId, quantity } of lines) {
    const product = productId === undefined ? undefined : books.products.get(productId);
    if (product?.stock === undefined) continue;
    product.stock -= sign * quantity;
    product.lastModifiedDate = books.world.today();
  }
}

/** KID with a mod-10 control digit. */
export function withControlDigit(digits: string): string {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const weighed = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (weighed > 9 ? weighed - 9 : weighed);
  }, 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}
