import { inNok } from "./currencies";
import { created, type FikenApp, type FikenContext, readBody } from "./http";
import { post } from "./ledger";
import type { Payment } from "./records";
import { badRequest, notFound } from "./refusal";
import { type PaymentRequest, paymentRequest } from "./request-schemas";
import { requireAccount } from "./vat-rules";
import type { Books } from "./world";

/** A sale or purchase as something to pay: the ledger account it stands on, and which way the money goes. */
export type Payable = {
  payments: Payment[];
  currency: string;
  deleted: boolean;
  ledgerAccount: string;
  direction: "sale" | "purchase";
  description: string;
};

/** Refuses what cannot be registered as a payment; nothing is booked. */
export function checkPayment(books: Books, payment: PaymentRequest, currency: string): void {
  requireAccount(books, payment.account);
  books.requireOpen(payment.date);
  if ((payment.currency ?? "NOK") !== currency) {
    throw badRequest(`Betalingen må være i ${currency}`);
  }
  if (payment.amount === 0) throw badRequest("'amount' kan ikke være 0");
}

/** Books a payment between a bank account and the ledger; a fee is a bank cost beside it. */
export function addPayment(books: Books, payable: Payable, request: PaymentRequest): Payment {
  if (payable.deleted) throw badRequest("Kan ikke registrere betaling på noe som er slettet");
  checkPayment(books, request, payable.currency);
  const amount = request.amountInNok ?? inNok(request.amount, payable.currency);
  const sign = payable.direction === "sale" ? 1 : -1;
  const fee = request.fee ?? 0;
  const transaction = post(books, {
    date: request.date,
    description: `Betaling: ${payable.description}`,
    type: "Payment",
    postings: [
      { account: request.account, amount: sign * amount },
      { account: payable.ledgerAccount, amount: -sign * amount },
      { account: "7770", amount: fee },
      { account: request.account, amount: -fee },
    ],
  });
  const payment = {
    ...request,
    paymentId: books.world.nextId(),
    transactionId: transaction.transactionId,
    amountInNok: amount,
  };
  payable.payments.push(payment);
  return payment;
}

/** Øre of NOK paid so far. */
export function paidOf(payments: Payment[]): number {
  return payments.reduce((sum, payment) => sum + (payment.amountInNok ?? payment.amount), 0);
}

/** `payments` under one sale or purchase; `pay` books and brings the owner up to date. */
export function paymentRoutes(
  api: FikenApp,
  path: string,
  paymentsOf: (c: FikenContext) => Payment[],
  pay: (c: FikenContext, request: PaymentRequest) => Payment,
): void {
  api.get(path, (c) => c.json(paymentsOf(c).map(paymentResult)));
  api.post(path, async (c) => {
    const payment = pay(c, await readBody(c, paymentRequest));
    const owner = new URL(c.req.url).pathname.replace("/api/v2", "");
    return created(c, `${owner}/${payment.paymentId}`);
  });
  api.get(`${path}/:paymentId{\\d+}`, (c) => {
    const asked = Number(c.req.param("paymentId"));
    const payment = paymentsOf(c).find(({ paymentId }) => paymentId === asked);
    if (!payment) throw notFound("Betalingen");
    return c.json(paymentResult(payment));
  });
}

export function paymentResult({ transactionId, ...payment }: Payment): unknown {
  const foreign = payment.currency !== undefined && payment.currency !== "NOK";
  return { ...payment, amountInNok: foreign ? payment.amountInNok : undefined };
}
