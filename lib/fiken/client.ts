import { createAccountCalls } from "./accounts";
import { createAttachmentCalls } from "./attachments";
import type { Send } from "./calls";
import { createContactCalls } from "./contacts";
import { createCreditNoteDraftCalls } from "./credit-note-drafts";
import { createCreditNoteCalls } from "./credit-notes";
import { createInvoiceDraftCalls } from "./invoice-drafts";
import { createInvoiceCalls } from "./invoices";
import { createProductCalls } from "./products";
import { createPurchaseDraftCalls } from "./purchase-drafts";
import { createPurchaseCalls } from "./purchases";
import { createSaleDraftCalls } from "./sale-drafts";
import { createSaleCalls } from "./sales";

/** Speaks to one Fiken company through the lane's door. Every answer is parsed; failures are CallFailures. */
export function createFikenClient({ send, companySlug }: { send: Send; companySlug: string }) {
  const company = `/companies/${encodeURIComponent(companySlug)}`;
  return {
    ...createAccountCalls(send, company),
    ...createContactCalls(send, company),
    ...createSaleCalls(send, company),
    ...createSaleDraftCalls(send, company),
    ...createInvoiceCalls(send, company),
    ...createInvoiceDraftCalls(send, company),
    ...createCreditNoteCalls(send, company),
    ...createCreditNoteDraftCalls(send, company),
    ...createPurchaseCalls(send, company),
    ...createPurchaseDraftCalls(send, company),
    ...createProductCalls(send, company),
    ...createAttachmentCalls(send, company),
  };
}

export type FikenClient = ReturnType<typeof createFikenClient>;
