import { type Created, get, getPage, type Page, readCreated, type Send } from "./calls";
import {
  type FikenInvoiceDraft,
  type FikenInvoiceDraftRequest,
  invoiceDraftSchema,
} from "./schemas/invoice-drafts";

/** Drafts of credit notes that stand for themselves, without an invoice of Fiken's. */
export function createCreditNoteDraftCalls(send: Send, company: string) {
  const path = `${company}/creditNotes/drafts`;
  return {
    /** Fiken has no filter on these drafts: one is found by its `uuid`, page by page. */
    listCreditNoteDrafts: (page: number): Promise<Page<FikenInvoiceDraft>> =>
      getPage(send, path, invoiceDraftSchema, page),

    /** Refused with 404 once it was issued or deleted. */
    getCreditNoteDraft: (draftId: number): Promise<FikenInvoiceDraft> =>
      get(send, `${path}/${draftId}`, invoiceDraftSchema),

    async createCreditNoteDraft(
      draft: FikenInvoiceDraftRequest & { type: "credit_note" },
    ): Promise<Created> {
      return readCreated(await send({ method: "POST", path, json: draft }), "drafts");
    },

    async deleteCreditNoteDraft(draftId: number): Promise<void> {
      await send({ method: "DELETE", path: `${path}/${draftId}` });
    },

    /** Books the draft and numbers it; the draft's uuid finds the note again. */
    async createCreditNote(draftId: number): Promise<Created> {
      const reply = await send({ method: "POST", path: `${path}/${draftId}/createCreditNote` });
      return readCreated(reply, "creditNotes");
    },
  };
}
