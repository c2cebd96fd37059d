import type { z } from "zod";
import { requireCustomer } from "./contacts";
import { post, postingsOf, reverse } from "./ledger";
import { bookLines, projectsNotBought, requirePaid, sumOf } from "./lines";
import { addPayment, checkPayment, type Payable, paidOf } from "./payments";
import type { Attachment, Payment, Sale } from "./records";
import { badRequest } from "./refusal";
import type { PaymentRequest, SaleRequest, writeOffRequest } from "./request-schemas";
import { requireAccount } from "./vat-rules";
import type { Books } from "./world";

/** Books a sale that was documented outside Fiken ("Annet salg"). Everything is checked before anything is kept. */
export function createSale(
  books: Books,
  request: SaleRequest,
  { attachments = [], payments }: { attachments?: Attachment[]; payments?: PaymentRequest[] } = {},
): Sale {
  requirePaid(books, request.paid);
  if (request.kind === "invoice") {
    throw badRequest("Salg av typen 'invoice' lages ved å opprette en faktura");
  }
  if (request.projectId !== undefined) throw projectsNotBought();
  books.requireOpen(request.date);
  if (request.kind === "cash_sale") requireCashSale(books, request);
  if (request.kind === "external_invoice" && request.customerId === undefined) {
    throw badRequest("'customerId' er påkrevd for external_invoice");
  }
  if (request.customerId !== undefined) requireCustomer(books, request.customerId);
  bookLines(books, "sale", request.lines, request.currency);
  const due = payments ?? paymentOf(request);
  if (request.kind === "external_invoice") {
    for (const payment of due) checkPayment(books, payment, request.currency);
  }
  const sale = bookSale(books, request, attachments);
  if (request.kind === "external_invoice") for (const payment of due) paySale(books, sale, payment);
  return sale;
}

function requireCashSale(books: Books, request: SaleRequest): void {
  if (request.customerId !== undefined) throw badRequest("cash_sale kan ikke ha kunde");
  if (!request.paymentAccount || !request.paymentDate) {
    throw badRequest("'paymentAccount' og 'paymentDate' er påkrevd for cash_sale");
  }
  if (request.paymentDate !== request.date) {
    throw badRequest("'paymentDate' må være lik 'date' for cash_sale");
  }
  if (request.totalPaid === undefined && request.currency === "NOK") {
    throw badRequest("Missing field 'totalPaid' for sale marked as paid in NOK");
  }
  requireAccount(books, request.paymentAccount);
  const { gross } = sumOf(bookLines(books, "sale", request.lines, request.currency));
  if (request.currency === "NOK" && request.totalPaid !== gross) {
    throw badRequest(`'totalPaid' må være lik salgets sum ${gross}`);
  }
}

/** The payment that the fields of a sale speak of, if any. */
function paymentOf(request: SaleRequest): PaymentRequest[] {
  const { totalPaid, totalPaidInCurrency, paymentAccount, paymentDate, paymentFee } = request;
  const spoken = [totalPaid, totalPaidInCurrency, paymentAccount, paymentDate, paymentFee];
  if (!request.paid && spoken.every((field) => field === undefined)) return [];
  const foreign = request.currency !== "NOK";
  const amount = foreign ? totalPaidInCurrency : totalPaid;
  if (amount === undefined) {
    const field = foreign ? "totalPaidInCurrency" : "totalPaid";
    throw badRequest(`Missing field '${field}' for sale marked as paid in ${request.currency}`);
  }
  if (!paymentAccount || !paymentDate) {
    throw badRequest("'paymentAccount' og 'paymentDate' er påkrevd for et betalt salg");
  }
  return [
    {
      date: paymentDate,
      account: paymentAccount,
      amount,
      ...(foreign && { currency: request.currency, amountInNok: totalPaid }),
      ...(paymentFee !== undefined && { fee: paymentFee }),
    },
  ];
}

/** Books an already checked sale; invoices and credit notes come here too. */
export function bookSale(
  books: Books,
  { paid, ...request }: SaleRequest,
  attachments: Attachment[],
  origin: { invoiceId?: number; type?: string } = {},
): Sale {
  const lines = bookLines(books, "sale", request.lines, request.currency);
  const cash = request.kind === "cash_sale" || request.customerId === undefined;
  const against = cash
    ? (request.paymentAccount ?? "")
    : requireCustomer(books, request.customerId ?? 0).customerAccountCode;
  const type = origin.type ?? (cash ? "Kontantsalg" : "Annet salg");
  const transaction = post(books, {
    date: request.date,
    description: [type, request.saleNumber].filter(Boolean).join(" "),
    type,
    postings: postingsOf("sale", lines, against),
    attachments,
  });
  const sale: Sale = {
    ...request,
    ...books.stamps(),
    saleId: books.world.nextId(),
    transactionId: transaction.transactionId,
    lines,
    payments: [],
    attachments,
    settled: cash,
    ...(cash && { settledDate: request.date }),
    writeOff: false,
    deleted: false,
    ...(origin.invoiceId !== undefined && { invoiceId: origin.invoiceId }),
  };
  books.sales.set(sale.saleId, sale);
  return sale;
}

/** Registers a payment; a sale paid in full is settled. */
export function paySale(books: Books, sale: Sale, request: PaymentRequest): Payment {
  if (sale.customerId === undefined) throw badRequest("Et kontantsalg er allerede betalt");
  const customer = requireCustomer(books, sale.customerId);
  const payable: Payable = {
    payments: sale.payments,
    currency: sale.currency,
    deleted: sale.deleted,
    ledgerAccount: customer.customerAccountCode,
    direction: "sale",
    description: `salg ${sale.saleNumber ?? ""} ${customer.name}`,
  };
  const payment = addPayment(books, payable, request);
  if (outstandingOf(sale) === 0) settleSale(books, sale, request.date);
  return payment;
}

/** Øre of NOK not paid yet. */
export function outstandingOf(sale: Sale): number {
  if (sale.customerId === undefined || sale.writeOff) return 0;
  return sumOf(sale.lines).gross - paidOf(sale.payments);
}

/** *Sett til oppgjort uten betaling*: nothing is posted, and the day can be changed by doing it again. */
export function settleSale(books: Books, sale: Sale, settledDate: string): void {
  if (sale.deleted) throw badRequest("Salget er slettet");
  sale.settled = true;
  sale.settledDate = settledDate;
  sale.lastModifiedDate = books.world.today();
}

export function writeOffSale(
  books: Books,
  sale: Sale,
  request: z.infer<typeof writeOffRequest>,
): void {
  const outstanding = outstandingOf(sale);
  if (sale.customerId === undefined || sale.settled || sale.deleted || sale.writeOff) {
    throw badRequest("Salget kan ikke tapsføres");
  }
  if (outstanding === 0) throw badRequest("Salget har ikke noe utestående beløp");
  if (request.date <= sale.date) throw badRequest("Tapsføringen må være etter salgsdatoen");
  books.requireOpen(request.date);
  post(books, {
    date: request.date,
    description: `Tapsføring av salg ${sale.saleNumber ?? ""}`,
    type: "Tapsføring",
    postings: [
      { account: "7830", amount: outstanding },
      {
        account: requireCustomer(books, sale.customerId).customerAccountCode,
        amount: -outstanding,
      },
    ],
  });
  sale.writeOff = true;
  sale.settled = true;
  sale.settledDate = request.date;
  sale.lastModifiedDate = books.world.today();
}

/** Books the reversal and flags the sale; it stays in the lists. */
export function deleteSale(books: Books, sale: Sale, description: string): void {
  if (sale.deleted) throw badRequest("Salget er allerede slettet");
  if (sale.kind === "invoice") throw badRequest("En faktura må krediteres, ikke slettes");
  books.requireOpen(sale.date);
  reverse(books, sale.transactionId, description);
  for (const payment of sale.payments) reverse(books, payment.transactionId, description);
  sale.deleted = true;
  sale.lastModifiedDate = books.world.today();
}

/** Whether the sale behind an invoice or credit note is settled. */
export function isSettled(books: Books, saleId: number): boolean {
  return books.sales.get(saleId)?.settled ?? false;
}
