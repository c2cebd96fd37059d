import { randomUUID } from "node:crypto";
import { attachmentResult, attachmentRoutes } from "./attachments";
import { contactById, requireCustomer } from "./contacts";
import { requireCurrency } from "./currencies";
import { created, type FikenApp, type FikenContext, readBody, rowOf, updated } from "./http";
import { requirePerson } from "./invoices";
import { projectsNotBought } from "./lines";
import { listOf } from "./lists";
import type { InvoiceDraft } from "./records";
import { badRequest } from "./refusal";
import { type InvoiceishDraftRequest, invoiceishDraftRequest } from "./request-schemas";
import { requireAccount } from "./vat-rules";
import type { Books } from "./world";

export type DraftKind = "invoice" | "creditNote";

const TYPES: Record<DraftKind, string[]> = {
  invoice: ["invoice", "cash_invoice"],
  creditNote: ["credit_note"],
};

/** Drafts of documents that Fiken numbers; `issue` makes the document and answers where it is. */
export function invoiceDraftRoutes(
  api: FikenApp,
  kind: DraftKind,
  issue: (books: Books, draft: InvoiceDraft) => string,
): void {
  const all = `/${kind}s/drafts`;
  const one = `${all}/:draftId{\\d+}`;
  const location = (draft: InvoiceDraft) => `${kind}s/drafts/${draft.draftId}`;
  const draftOf = (c: FikenContext) =>
    rowOf(c, draftsOf(c.get("books"), kind), "draftId", "Utkastet");

  api.get(all, (c) =>
    listOf(
      c,
      draftsOf(c.get("books"), kind).values(),
      (draft) => draftResult(c, draft),
      kind === "invoice"
        ? { text: { uuid: ({ uuid }) => uuid, orderReference: (draft) => draft.orderReference } }
        : {},
    ),
  );
  api.post(all, async (c) => {
    const request = await readBody(c, invoiceishDraftRequest);
    return created(c, location(createInvoiceDraft(c.get("books"), kind, request)));
  });
  api.get(one, (c) => c.json(draftResult(c, draftOf(c))));
  api.put(one, async (c) => {
    const { draftId, uuid, attachments } = draftOf(c);
    const request = await readBody(c, invoiceishDraftRequest);
    const books = c.get("books");
    checkDraft(books, kind, request);
    const lastModifiedDate = books.world.today();
    const draft = { ...request, draftId, uuid, attachments, lastModifiedDate };
    draftsOf(books, kind).set(draftId, draft);
    return updated(c, location(draft), 201);
  });
  api.delete(one, (c) => {
    draftsOf(c.get("books"), kind).delete(draftOf(c).draftId);
    return c.body(null, 204);
  });
  attachmentRoutes(api, `${one}/attachments`, draftOf);
  const action = kind === "invoice" ? "createInvoice" : "createCreditNote";
  api.post(`${one}/${action}`, (c) => created(c, issue(c.get("books"), draftOf(c))));
}

export function createInvoiceDraft(
  books: Books,
  kind: DraftKind,
  request: InvoiceishDraftRequest,
): InvoiceDraft {
  checkDraft(books, kind, request);
  const drafts = draftsOf(books, kind);
  const taken = request.uuid && [...drafts.values()].some(({ uuid }) => uuid === request.uuid);
  if (taken && books.world.settings.duplicateDraftUuid === "refuse") {
    throw badRequest(`Det finnes allerede et utkast med uuid ${request.uuid}`);
  }
  const draft = {
    ...request,
    draftId: books.world.nextId(),
    uuid: request.uuid ?? randomUUID(),
    lastModifiedDate: books.world.today(),
    attachments: [],
  };
  drafts.set(draft.draftId, draft);
  return draft;
}

function checkDraft(books: Books, kind: DraftKind, request: InvoiceishDraftRequest): void {
  if (!TYPES[kind].includes(request.type)) {
    throw badRequest(`'type' ${request.type} kan ikke brukes her`);
  }
  if (request.projectId !== undefined) throw projectsNotBought();
  if (books.counters[kind] === undefined) {
    throw badRequest(`Missing number series for drafts of type: ${request.type}`);
  }
  requireCurrency(request.currency);
  const customer = requireCustomer(books, request.customerId);
  requirePerson(customer.persons, request.contactPersonId);
  for (const line of request.lines ?? []) {
    if (line.productId === undefined && line.incomeAccount === undefined) {
      throw badRequest("incomeAccount is required for free-text lines");
    }
    if (line.productId !== undefined && !books.products.has(line.productId)) {
      throw badRequest(`Fant ikke produktet ${line.productId}`);
    }
    if (line.incomeAccount) requireAccount(books, line.incomeAccount);
  }
}

function draftsOf(books: Books, kind: DraftKind): Map<number, InvoiceDraft> {
  return kind === "invoice" ? books.invoiceDrafts : books.creditNoteDrafts;
}

function draftResult(c: FikenContext, draft: InvoiceDraft): unknown {
  const { customerId, contactPersonId, attachments, lines = [], ...shown } = draft;
  return {
    ...shown,
    lines,
    customers: [contactById(c, customerId)],
    attachments: attachments.map((file) => attachmentResult(c, file)),
  };
}
