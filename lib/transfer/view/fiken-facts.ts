import {
  bookedLines,
  draftLines,
  type LedgerLine,
  total,
} from "@/lib/bookkeeping/comparison/difference";
import type { FikenCompanyClient } from "@/lib/connection/open-fiken-company";
import type { FikenContact } from "@/lib/fiken/schemas/contacts";
import type { FikenCreditNote } from "@/lib/fiken/schemas/credit-notes";
import type { FikenInvoiceDraft } from "@/lib/fiken/schemas/invoice-drafts";
import type { FikenInvoice } from "@/lib/fiken/schemas/invoices";
import type { FikenProduct } from "@/lib/fiken/schemas/products";
import type { FikenPurchase } from "@/lib/fiken/schemas/purchases";
import type { FikenSaleDraft } from "@/lib/fiken/schemas/sale-drafts";
import type { FikenSale } from "@/lib/fiken/schemas/sales";
import { nullIfDeleted } from "@/lib/transfer/turn/null-if-missing";
import type { DocumentFacts, Facts, ShownLine } from "./facts";

type Held = { facts: Facts; lines: ShownLine[] | null };

/** What Fiken holds now, by what stands there; null where it is not there any more. One request. */
export async function readFikenFacts(
  fiken: FikenCompanyClient,
  { fikenKind, fikenId }: { fikenKind: string; fikenId: number },
): Promise<Held | null> {
  const read = READERS[fikenKind];
  return read ? nullIfDeleted(read(fiken, fikenId)) : null;
}

const READERS: Partial<Record<string, (fiken: FikenCompanyClient, id: number) => Promise<Held>>> = {
  sale: async (fiken, id) => ofSale(await fiken.getSale(id)),
  sale_reversal: async (fiken, id) => ofSale(await fiken.getSale(id)),
  purchase: async (fiken, id) => ofPurchase(await fiken.getPurchase(id)),
  sale_draft: async (fiken, id) => ofDraft(await fiken.getSaleDraft(id)),
  purchase_draft: async (fiken, id) => ofDraft(await fiken.getPurchaseDraft(id)),
  invoice: async (fiken, id) => ofInvoice(await fiken.getInvoice(id)),
  invoice_draft: async (fiken, id) => ofIssuedDraft(await fiken.getInvoiceDraft(id)),
  credit_note: async (fiken, id) => ofCreditNote(await fiken.getCreditNote(id)),
  credit_note_draft: async (fiken, id) => ofIssuedDraft(await fiken.getCreditNoteDraft(id)),
  contact: async (fiken, id) => ({ facts: ofContact(await fiken.getContact(id)), lines: null }),
  product: async (fiken, id) => ({ facts: ofProduct(await fiken.getProduct(id)), lines: null }),
};

type Booked = Pick<FikenSale, "date" | "dueDate" | "currency" | "deleted" | "lines">;

function ofSale(sale: FikenSale): Held {
  return ofBooked(sale, { number: sale.saleNumber, party: sale.customer?.name ?? null });
}

function ofPurchase(purchase: FikenPurchase): Held {
  return ofBooked(purchase, {
    number: purchase.identifier,
    party: purchase.supplier?.name ?? null,
  });
}

function ofBooked(
  { date, dueDate, deleted, lines, ...booked }: Booked,
  { number, party }: Pick<DocumentFacts, "number" | "party">,
): Held {
  const currency = booked.currency ?? "NOK";
  const shown = bookedLines({ currency }, lines);
  return {
    facts: {
      ...{ number, party, date, dueDate, currency },
      ...totalsOf(shown),
      ...(deleted && { deleted: "deleted" }),
    },
    lines: shown.map((line, index) => lineOf({ ...line, text: lines[index]?.description ?? null })),
  };
}

function ofDraft({
  invoiceNumber,
  invoiceIssueDate,
  dueDate,
  contact,
  ...draft
}: FikenSaleDraft): Held {
  const shown = draftLines(draft.lines);
  const head = { number: invoiceNumber, date: invoiceIssueDate, dueDate };
  return {
    facts: {
      ...{ ...head, party: contact?.name ?? null, currency: draft.currency ?? "NOK" },
      ...totalsOf(shown),
    },
    lines: shown.map((line, index) => lineOf({ ...line, text: draft.lines[index]?.text ?? null })),
  };
}

function ofInvoice({
  invoiceNumber,
  issueDate,
  dueDate,
  customer,
  ...invoice
}: FikenInvoice): Held {
  const { net, vat, gross, currency } = invoice;
  return {
    facts: {
      number: invoiceNumber === null ? null : String(invoiceNumber),
      ...{ party: customer?.name ?? null, date: issueDate, dueDate, currency: currency ?? "NOK" },
      ...{ netMinor: net, vatMinor: vat, grossMinor: gross },
    },
    lines: invoice.lines.map(issuedLine),
  };
}

/** Below nothing, whichever sign Fiken shows. */
function ofCreditNote({ creditNoteNumber, issueDate, customer, ...note }: FikenCreditNote): Held {
  const { net, vat, gross, currency } = note;
  const below = (amount: number) => -Math.abs(amount) || 0;
  return {
    facts: {
      number: creditNoteNumber === null ? null : String(creditNoteNumber),
      ...{ party: customer?.name ?? null, date: issueDate, currency: currency ?? "NOK" },
      ...{ netMinor: below(net), vatMinor: below(vat), grossMinor: below(gross) },
    },
    lines: note.lines.map(issuedLine),
  };
}

/** Fiken's type says the rate; how many there are stands in the text, where it stands at all. */
function lineOf(line: Omit<ShownLine, "quantity" | "vatRate">): ShownLine {
  return { ...line, quantity: null, vatRate: null };
}

function issuedLine({
  description,
  incomeAccount,
  ...line
}: FikenInvoice["lines"][number]): ShownLine {
  const { vatType, net, vat } = line;
  return lineOf({
    text: description,
    account: incomeAccount,
    vatType,
    netMinor: net,
    vatMinor: vat,
  });
}

function ofIssuedDraft({
  issueDate,
  customers,
  currency,
  net,
  gross,
  lines,
}: FikenInvoiceDraft): Held {
  return {
    facts: {
      ...{ number: null, date: issueDate, currency: currency ?? "NOK" },
      ...{ party: customers[0]?.name ?? null, netMinor: net, grossMinor: gross },
    },
    // Fiken reckons a draft's amounts when it is issued.
    lines: lines.map(({ description, incomeAccount, vatType }) =>
      lineOf({
        text: description,
        account: incomeAccount,
        vatType,
        netMinor: null,
        vatMinor: null,
      }),
    ),
  };
}

function ofContact(contact: FikenContact): Facts {
  const { name, organizationNumber, email, phoneNumber, address, inactive } = contact;
  const { customerAccountCode, supplierAccountCode } = contact;
  return {
    ...{ name, organizationNumber, email, phone: phoneNumber },
    city: address?.city ?? null,
    inUse: inactive ? "no" : "yes",
    ledgerAccount: [customerAccountCode, supplierAccountCode].filter(Boolean).join(", ") || null,
  };
}

function ofProduct(product: FikenProduct): Facts {
  const { name, productNumber, unitPrice, stock, incomeAccount, vatType, active } = product;
  return {
    ...{ number: productNumber, name, priceMinor: unitPrice, stock: stock?.toString() ?? null },
    ...{ inUse: active ? "yes" : "no", account: incomeAccount, vatType },
  };
}

function totalsOf(lines: readonly LedgerLine[]) {
  const netMinor = total(lines, "netMinor");
  const vatMinor = total(lines, "vatMinor");
  return { netMinor, vatMinor, grossMinor: netMinor + vatMinor };
}
