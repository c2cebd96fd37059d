import { createAccountCalls } from "./accounts";
import { createAttachmentCalls } from "./attachments";
import type { Send } from "./calls";
import { createContactCalls } from "./contacts";
import { createInvoiceDraftCalls } from "./invoice-drafts";
import { createInvoiceCalls } from "./invoices";
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
    ...createAttachmentCalls(send, company),
  };
}

export type FikenClient = ReturnType<typeof createFikenClient>;
