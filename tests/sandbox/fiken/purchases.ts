import { attachmentResult, attachmentRoutes } from "./attachments";
import { contactById, requireSupplier } from "./contacts";
import { created, type FikenApp, type FikenContext, readBody, requireQuery, rowOf } from "./http";
import { post, postingsOf, reverse } from "./ledger";
import { bookLines, projectsNotBought, requirePaid, sumOf } from "./lines";
import { type Filters, listOf } from "./lists";
import { addPayment, checkPayment, paidOf, paymentResult, paymentRoutes } from "./payments";
import type { Attachment, Payment, Purchase } from "./records";
import { badRequest } from "./refusal";
import { type PaymentRequest, type PurchaseRequest, purchaseRequest } from "./request-schemas";
import { requireAccount } from "./vat-rules";
import type { Books } from "./world";

const FILTERS: Filters<Purchase> = {
  flag: { paid: (purchase) => isPaid(purchase) },
  day: {
    date: (purchase) => purchase.date,
    settledDate: (purchase) => settledDateOf(purchase),
  },
  sort: { date: (purchase) => purchase.date },
};

export function purchaseRoutes(api: FikenApp): void {
  const one = "/purchases/:purchaseId{\\d+}";

  api.get("/purchases", (c) =>
    listOf(c, c.get("books").purchases.values(), (row) => purchaseResult(c, row), FILTERS),
  );
  api.post("/purchases", async (c) => {
    const purchase = createPurchase(c.get("books"), await readBody(c, purchaseRequest));
    return created(c, `purchases/${purchase.purchaseId}`);
  });
  api.get(one, (c) => c.json(purchaseResult(c, purchaseOf(c))));
  api.patch(`${one}/delete`, (c) => {
    const purchase = purchaseOf(c);
    deletePurchase(c.get("books"), purchase, requireQuery(c, "description"));
    return c.json(purchaseResult(c, purchase));
  });
  attachmentRoutes(
    api,
    `${one}/attachments`,
    (c) => {
      const { attachments, identifier } = purchaseOf(c);
      return { attachments, identifier };
    },
    { flags: true },
  );
  paymentRoutes(
    api,
    `${one}/payments`,
    (c) => purchaseOf(c).payments,
    (c, request) => payPurchase(c.get("books"), purchaseOf(c), request),
  );
}

/** Books a supplier invoice or cash purchase. Everything is checked before anything is kept. */
export function createPurchase(
  books: Books,
  { paid, ...request }: PurchaseRequest,
  {
    attachments = [],
    payments = [],
  }: { attachments?: Attachment[]; payments?: PaymentRequest[] } = {},
): Purchase {
  requirePaid(books, paid);
  if (request.projectId !== undefined) throw projectsNotBought();
  books.requireOpen(request.date);
  const against = againstOf(books, request);
  const lines = bookLines(books, "purchase", request.lines, request.currency);
  for (const payment of payments) checkPayment(books, payment, request.currency);
  const transaction = post(books, {
    date: request.date,
    description: ["Kjøp", request.identifier].filter(Boolean).join(" "),
    type: request.kind === "supplier" ? "Leverandørfaktura" : "Kontantkjøp",
    postings: postingsOf("purchase", lines, against),
    attachments,
  });
  const purchase: Purchase = {
    ...request,
    ...books.stamps(),
    purchaseId: books.world.nextId(),
    transactionId: transaction.transactionId,
    lines,
    payments: [],
    attachments,
    deleted: false,
  };
  books.purchases.set(purchase.purchaseId, purchase);
  for (const payment of payments) payPurchase(books, purchase, payment);
  return purchase;
}

/** The account that the purchase is owed on, or paid from. */
function againstOf(books: Books, request: PurchaseRequest): string {
  const { kind, supplierId, paymentAccount, paymentDate } = request;
  if (kind === "supplier") {
    if (supplierId === undefined) throw badRequest("'supplierId' er påkrevd for kind supplier");
    return requireSupplier(books, supplierId).supplierAccountCode;
  }
  if (!paymentAccount || !paymentDate) {
    throw badRequest("'paymentAccount' og 'paymentDate' er påkrevd for cash_purchase");
  }
  if (paymentDate !== request.date) {
    throw badRequest("'paymentDate' må være lik 'date' for cash_purchase");
  }
  if (request.currency !== "NOK" && request.paymentAmountInNok === undefined) {
    throw badRequest("'paymentAmountInNok' er påkrevd for betaling i utenlandsk valuta");
  }
  requireAccount(books, paymentAccount);
  return paymentAccount;
}

function payPurchase(books: Books, purchase: Purchase, request: PaymentRequest): Payment {
  if (purchase.kind === "cash_purchase") throw badRequest("Et kontantkjøp er allerede betalt");
  const supplier = requireSupplier(books, purchase.supplierId ?? 0);
  const payment = addPayment(
    books,
    {
      payments: purchase.payments,
      currency: purchase.currency,
      deleted: purchase.deleted,
      ledgerAccount: supplier.supplierAccountCode,
      direction: "purchase",
      description: `kjøp ${purchase.identifier ?? ""} ${supplier.name}`,
    },
    request,
  );
  purchase.lastModifiedDate = books.world.today();
  return payment;
}

/** Books the reversal and flags the purchase; it stays in the lists. */
export function deletePurchase(books: Books, purchase: Purchase, description: string): void {
  if (purchase.deleted) throw badRequest("Kjøpet er allerede slettet");
  books.requireOpen(purchase.date);
  reverse(books, purchase.transactionId, description);
  for (const payment of purchase.payments) reverse(books, payment.transactionId, description);
  purchase.deleted = true;
  purchase.lastModifiedDate = books.world.today();
}

function purchaseOf(c: FikenContext): Purchase {
  return rowOf(c, c.get("books").purchases, "purchaseId", "Kjøpet");
}

function isPaid(purchase: Purchase): boolean {
  if (purchase.kind === "cash_purchase") return true;
  return paidOf(purchase.payments) === sumOf(purchase.lines).gross;
}

function settledDateOf(purchase: Purchase): string | undefined {
  if (!isPaid(purchase)) return undefined;
  return purchase.paymentDate ?? purchase.payments.at(-1)?.date;
}

function purchaseResult(c: FikenContext, purchase: Purchase): unknown {
  return {
    purchaseId: purchase.purchaseId,
    transactionId: purchase.transactionId,
    identifier: purchase.identifier,
    date: purchase.date,
    dueDate: purchase.dueDate,
    kind: purchase.kind,
    paid: isPaid(purchase),
    lines: purchase.lines,
    supplier: contactById(c, purchase.supplierId),
    currency: purchase.currency,
    paymentAccount: purchase.paymentAccount,
    paymentDate: purchase.paymentDate,
    payments: purchase.payments.map(paymentResult),
    purchaseAttachments: purchase.attachments.map((file) => attachmentResult(c, file)),
    kid: purchase.kid,
    project: [],
    deleted: purchase.deleted,
    settled: isPaid(purchase),
    settledDate: settledDateOf(purchase),
  };
}
