import { randomUUID } from "node:crypto";
import { attachmentResult, attachmentRoutes } from "./attachments";
import { contactById } from "./contacts";
import { requireCurrency } from "./currencies";
import { created, type FikenApp, type FikenContext, readBody, rowOf, updated } from "./http";
import { projectsNotBought } from "./lines";
import { listOf } from "./lists";
import { createPurchase } from "./purchases";
import type { Draft, Purchase, Sale } from "./records";
import { badRequest } from "./refusal";
import { type DraftRequest, draftRequest, type OrderLine } from "./request-schemas";
import { createSale } from "./sales";
import { type Direction, requireAccount, requireVatType } from "./vat-rules";
import type { Books } from "./world";

/** Drafts (*kladder*) of sales and of purchases: the same fields, booked by approval. */
export function draftRoutes(api: FikenApp): void {
  routesOf(api, "sale", (c) => {
    const sale = approveSaleDraft(c.get("books"), draftOf(c, "sale"));
    return created(c, `sales/${sale.saleId}`);
  });
  routesOf(api, "purchase", (c) => {
    const purchase = approvePurchaseDraft(c.get("books"), draftOf(c, "purchase"));
    return created(c, `purchases/${purchase.purchaseId}`);
  });
}

function routesOf(
  api: FikenApp,
  direction: Direction,
  approve: (c: FikenContext) => Response,
): void {
  const all = `/${direction}s/drafts`;
  const one = `${all}/:draftId{\\d+}`;
  const location = (draft: Draft) => `${direction}s/drafts/${draft.draftId}`;

  api.get(all, (c) =>
    listOf(c, draftsOf(c.get("books"), direction).values(), (draft) => draftResult(c, draft)),
  );
  api.post(all, async (c) => {
    const request = await readBody(c, draftRequest);
    return created(c, location(createDraft(c.get("books"), direction, request)));
  });
  api.get(one, (c) => c.json(draftResult(c, draftOf(c, direction))));
  api.put(one, async (c) => {
    const { draftId, uuid, attachments } = draftOf(c, direction);
    const request = await readBody(c, draftRequest);
    checkDraft(c.get("books"), direction, request);
    const draft = { ...request, draftId, uuid, attachments };
    draftsOf(c.get("books"), direction).set(draftId, draft);
    return updated(c, location(draft), 201);
  });
  api.delete(one, (c) => {
    draftsOf(c.get("books"), direction).delete(draftOf(c, direction).draftId);
    return c.body(null, 204);
  });
  attachmentRoutes(api, `${one}/attachments`, (c) => {
    const { attachments, invoiceNumber } = draftOf(c, direction);
    return { attachments, identifier: invoiceNumber };
  });
  api.post(`${one}/create${direction === "sale" ? "Sale" : "Purchase"}`, approve);
}

export function createDraft(books: Books, direction: Direction, request: DraftRequest): Draft {
  checkDraft(books, direction, request);
  const draft = {
    ...request,
    draftId: books.world.nextId(),
    uuid: randomUUID(),
    attachments: [],
  };
  draftsOf(books, direction).set(draft.draftId, draft);
  return draft;
}

/** A draft must speak of things that exist; whether it can be booked is seen when it is approved. */
function checkDraft(books: Books, direction: Direction, request: DraftRequest): void {
  if (request.projectId !== undefined) throw projectsNotBought();
  if (request.currency) requireCurrency(request.currency);
  if (request.contactId !== undefined && !books.contacts.has(request.contactId)) {
    throw badRequest(`Fant ingen kontakt med id ${request.contactId}`);
  }
  for (const line of request.lines) {
    if (line.projectId !== undefined) throw projectsNotBought();
    requireVatType(direction, line.vatType);
    requireAccount(books, line.incomeAccount);
  }
}

/** *Bokfør*: the draft becomes a sale whose number is the draft's `invoiceNumber`, and is gone. */
export function approveSaleDraft(books: Books, draft: Draft): Sale {
  const { date, currency, lines, payment, payments } = bookable(draft);
  const sale = createSale(
    books,
    {
      kind: draft.cash ? "cash_sale" : "external_invoice",
      saleNumber: draft.invoiceNumber,
      date,
      dueDate: draft.dueDate,
      kid: draft.kid,
      customerId: draft.cash ? undefined : draft.contactId,
      currency,
      lines,
      paid: draft.paid,
      ...(draft.cash && {
        paymentAccount: payment?.account,
        paymentDate: payment?.date,
        totalPaid: payment?.amount,
      }),
    },
    { attachments: draft.attachments, ...(!draft.cash && { payments }) },
  );
  books.saleDrafts.delete(draft.draftId);
  return sale;
}

export function approvePurchaseDraft(books: Books, draft: Draft): Purchase {
  const { date, currency, lines, payment, payments } = bookable(draft);
  const purchase = createPurchase(
    books,
    {
      kind: draft.cash ? "cash_purchase" : "supplier",
      identifier: draft.invoiceNumber,
      date,
      dueDate: draft.dueDate,
      kid: draft.kid,
      supplierId: draft.contactId,
      currency,
      lines,
      paid: draft.paid,
      ...(draft.cash && { paymentAccount: payment?.account, paymentDate: payment?.date }),
    },
    { attachments: draft.attachments, payments: draft.cash ? [] : payments },
  );
  books.purchaseDrafts.delete(draft.draftId);
  return purchase;
}

/** The draft as something to book; refuses one that lacks its date, its lines or its payment. */
function bookable(draft: Draft) {
  const { invoiceIssueDate: date, currency = "NOK", payments = [] } = draft;
  if (!date) throw badRequest("Kladden mangler fakturadato");
  if (draft.lines.length === 0) throw badRequest("Kladden mangler linjer");
  if (!draft.cash && draft.contactId === undefined) throw badRequest("Kladden mangler kontakt");
  if ((draft.paid || draft.cash) && payments.length === 0) {
    throw badRequest("Missing field 'totalPaid' for sale marked as paid in NOK");
  }
  const lines: OrderLine[] = draft.lines.map(({ text, vatType, incomeAccount, net, gross }) => ({
    description: text,
    vatType,
    account: incomeAccount,
    ...(currency === "NOK"
      ? { netPrice: net, vat: gross - net }
      : { netPriceInCurrency: net, vatInCurrency: gross - net }),
  }));
  return { date, currency, lines, payment: payments[0], payments };
}

function draftsOf(books: Books, direction: Direction): Map<number, Draft> {
  return direction === "sale" ? books.saleDrafts : books.purchaseDrafts;
}

function draftOf(c: FikenContext, direction: Direction): Draft {
  return rowOf(c, draftsOf(c.get("books"), direction), "draftId", "Kladden");
}

function draftResult(c: FikenContext, draft: Draft): unknown {
  const { contactId, projectId, attachments, payments = [], ...shown } = draft;
  return {
    ...shown,
    contact: contactById(c, contactId),
    attachments: attachments.map((file) => attachmentResult(c, file)),
    payments,
  };
}
