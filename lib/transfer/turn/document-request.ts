import type { PurchaseVoucher, SalesVoucher } from "@/lib/bookkeeping/voucher/voucher";
import type {
  FikenCreditNoteFullRequest,
  FikenCreditNotePartialRequest,
} from "@/lib/fiken/schemas/credit-notes";
import type { FikenInvoiceDraftRequest } from "@/lib/fiken/schemas/invoice-drafts";

/** Stored with the posting's intent: all that later look-ups and the read-back compare with. Plain JSON. */
type Sent<Form extends string, Content> = {
  form: Form;
  contactId: number;
  /** Of Rackbeat's document as it was sent. */
  fingerprint: string;
} & Content;

type Sale = { voucher: SalesVoucher };
type Purchase = {
  voucher: PurchaseVoucher;
  /** Where the supplier's number was read; another setting later does not change the document. */
  numberFields: string[];
};
/** What Fiken issues; `issue`: at once, else it stays a draft. */
type Issued = { voucher: SalesVoucher; issue: boolean; invoiceDraft: FikenInvoiceDraftRequest };

/** What a document of Rackbeat becomes in Fiken, form by form. */
export type DocumentRequest =
  | Sent<"sale", Sale>
  | Sent<"sale_draft", Sale>
  /** A credit note that takes back the whole of a sale of ours. */
  | Sent<"sale_reversal", Sale & { saleId: number }>
  | Sent<"invoice_draft", Issued>
  /** A credit note that stands for itself. */
  | Sent<"credit_note_draft", Issued>
  /** A credit note on an invoice that Fiken has issued for us. */
  | Sent<
      "credit_note",
      Sale & {
        invoiceId: number;
        credit:
          | { extent: "full"; body: FikenCreditNoteFullRequest }
          | { extent: "partial"; body: FikenCreditNotePartialRequest };
      }
    >
  | Sent<"purchase", Purchase>
  | Sent<"purchase_draft", Purchase>;

/** Safe: the posting of a document is only ever written from a document's request. */
export function documentRequestOf({ request }: { request: unknown }): DocumentRequest {
  return request as DocumentRequest;
}

export type DocumentForm = DocumentRequest["form"];
export type RequestOf<Form extends DocumentForm> = Extract<DocumentRequest, { form: Form }>;

/** The posting of a document, whatever form it has in Fiken: one per connection, kind and Rackbeat number. */
export type DocumentKind = "customer_invoice" | "supplier_invoice";

/** The postings that a document stands in Fiken by; gone with it where it is deleted or reversed. */
export const DOCUMENT_POSTINGS = [
  "customer_invoice",
  "supplier_invoice",
  "issued_invoice",
  "issued_credit_note",
] as const;
