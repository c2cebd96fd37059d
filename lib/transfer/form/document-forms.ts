import type {
  DocumentForm,
  DocumentRequest,
  RequestOf,
} from "@/lib/transfer/turn/document-request";
import type { FormRules } from "./form-rules";
import { creditNoteDraftForm, creditNoteForm, invoiceDraftForm } from "./issued-forms";
import { purchaseDraftForm, purchaseForm } from "./purchase-forms";
import { saleDraftForm, saleForm, saleReversalForm } from "./sale-forms";

const DOCUMENT_FORMS: { [Form in DocumentForm]: FormRules<RequestOf<Form>> } = {
  sale: saleForm,
  sale_draft: saleDraftForm,
  sale_reversal: saleReversalForm,
  invoice_draft: invoiceDraftForm,
  credit_note_draft: creditNoteDraftForm,
  credit_note: creditNoteForm,
  purchase: purchaseForm,
  purchase_draft: purchaseDraftForm,
};

/** The rules of the form that the request has. */
export function rulesOf({ form }: DocumentRequest): FormRules<DocumentRequest> {
  // Safe because each form stands with the rules of its own requests, and is given no other.
  return DOCUMENT_FORMS[form] as unknown as FormRules<DocumentRequest>;
}
