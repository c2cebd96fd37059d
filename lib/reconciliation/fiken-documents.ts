import type { FikenFigures } from "@/db/schema/reconciliation-entries";
import { bookedLines, draftLines, total } from "@/lib/bookkeeping/comparison/difference";
import type { FikenCreditNote } from "@/lib/fiken/schemas/credit-notes";
import type { FikenInvoiceDraft } from "@/lib/fiken/schemas/invoice-drafts";
import type { FikenInvoice } from "@/lib/fiken/schemas/invoices";
import type { FikenPurchase } from "@/lib/fiken/schemas/purchases";
import type { FikenSaleDraft } from "@/lib/fiken/schemas/sale-drafts";
import type { FikenSale } from "@/lib/fiken/schemas/sales";

/** A document in Fiken, whichever of its lists it stands in. */
export type FikenDocument = Omit<FikenFigures, "rackbeatKey"> & {
  /** Chosen by us for what Fiken numbers itself: the transfer's id. */
  uuid: string | null;
};

/** The sales behind Fiken's own invoices stand among its sales: those are read as invoices. */
export function documentsOfSale(sale: FikenSale): FikenDocument[] {
  if (sale.kind !== "external_invoice") return [];
  const currency = sale.currency ?? "NOK";
  const vatMinor = total(bookedLines({ currency }, sale.lines), "vatMinor");
  return [
    {
      ...{ fikenKind: "sale", fikenId: sale.saleId, number: sale.saleNumber, uuid: null },
      ...{ date: sale.date, currency, deleted: sale.deleted, vatMinor },
      grossMinor: total(bookedLines({ currency }, sale.lines), "netMinor") + vatMinor,
      ...contactOf(sale.customer),
    },
  ];
}

export function documentsOfPurchase(purchase: FikenPurchase): FikenDocument[] {
  if (purchase.kind !== "supplier") return [];
  const currency = purchase.currency ?? "NOK";
  const vatMinor = total(bookedLines({ currency }, purchase.lines), "vatMinor");
  return [
    {
      ...{ fikenKind: "purchase", fikenId: purchase.purchaseId, uuid: null },
      ...{ number: purchase.identifier, date: purchase.date, currency },
      ...{ deleted: purchase.deleted, vatMinor },
      grossMinor: total(bookedLines({ currency }, purchase.lines), "netMinor") + vatMinor,
      ...contactOf(purchase.supplier),
    },
  ];
}

/** Fiken answers drafts of sales and of purchases alike. */
export const documentsOfDraft =
  (fikenKind: "sale_draft" | "purchase_draft") =>
  (draft: FikenSaleDraft): FikenDocument[] => {
    const vatMinor = total(draftLines(draft.lines), "vatMinor");
    return [
      {
        ...{ fikenKind, fikenId: draft.draftId, number: draft.invoiceNumber, uuid: null },
        ...{ date: draft.invoiceIssueDate ?? "", currency: draft.currency ?? "NOK" },
        ...{ deleted: false, vatMinor },
        grossMinor: total(draftLines(draft.lines), "netMinor") + vatMinor,
        ...contactOf(draft.contact),
      },
    ];
  };

/** Fiken's own number is none of ours: it goes by the uuid. */
export function documentsOfInvoice(invoice: FikenInvoice): FikenDocument[] {
  return [
    {
      ...{ fikenKind: "invoice", fikenId: invoice.invoiceId, number: null },
      uuid: invoice.invoiceDraftUuid,
      ...{ date: invoice.issueDate, currency: invoice.currency ?? "NOK" },
      ...{ deleted: invoice.sale?.deleted ?? false },
      ...{ grossMinor: invoice.gross, vatMinor: invoice.vat },
      ...contactOf(invoice.customer),
    },
  ];
}

/** Below nothing, whichever sign Fiken shows. */
export function documentsOfCreditNote(note: FikenCreditNote): FikenDocument[] {
  return [
    {
      ...{ fikenKind: "credit_note", fikenId: note.creditNoteId, number: null },
      uuid: note.creditNoteDraftUuid,
      ...{ date: note.issueDate ?? "", currency: note.currency ?? "NOK" },
      ...{ deleted: note.sale?.deleted ?? false },
      ...{ grossMinor: -Math.abs(note.gross), vatMinor: -Math.abs(note.vat) },
      ...contactOf(note.customer),
    },
  ];
}

/** Fiken need not show what a draft comes to; then its lines do not tell either, for VAT is reckoned at issue. */
export const documentsOfIssuedDraft =
  (fikenKind: "invoice_draft" | "credit_note_draft") =>
  (draft: FikenInvoiceDraft): FikenDocument[] => {
    const { gross } = draft;
    return [
      {
        ...{ fikenKind, fikenId: draft.draftId, number: null, uuid: draft.uuid },
        ...{ date: draft.issueDate ?? "", currency: draft.currency ?? "NOK" },
        ...{ deleted: false, vatMinor: null },
        grossMinor: gross && fikenKind === "credit_note_draft" ? -Math.abs(gross) : gross,
        ...contactOf(draft.customers[0] ?? null),
      },
    ];
  };

/** What is left of a sale that our credit note took back: the sale as it was, and the entry that reverses it. */
export function reversalOf(
  sale: FikenDocument,
  { number, date }: { number: string; date: string | null },
): [FikenDocument, FikenDocument] {
  const reversal: FikenDocument = {
    ...sale,
    ...{ fikenKind: "sale_reversal", number, date: date ?? sale.date, deleted: false },
    grossMinor: sale.grossMinor && -sale.grossMinor,
    vatMinor: sale.vatMinor && -sale.vatMinor,
  };
  return [{ ...sale, deleted: false }, reversal];
}

function contactOf(contact: { contactId: number; name: string } | null) {
  return { contactId: contact?.contactId ?? null, partyName: contact?.name ?? null };
}
