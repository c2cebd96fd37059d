import { type Created, get, getPage, type Page, readCreated, type Send } from "./calls";
import {
  type FikenPurchaseDraft,
  type FikenPurchaseDraftRequest,
  purchaseDraftSchema,
} from "./schemas/purchase-drafts";

export function createPurchaseDraftCalls(send: Send, company: string) {
  const path = `${company}/purchases/drafts`;
  return {
    /** Fiken has no filter on drafts: a draft is found by its `invoiceNumber` and contact, page by page. */
    listPurchaseDrafts: (page: number): Promise<Page<FikenPurchaseDraft>> =>
      getPage(send, path, purchaseDraftSchema, page),

    /** Refused with 404 once a person has approved or deleted it. */
    getPurchaseDraft: (draftId: number): Promise<FikenPurchaseDraft> =>
      get(send, `${path}/${draftId}`, purchaseDraftSchema),

    async createPurchaseDraft(draft: FikenPurchaseDraftRequest): Promise<Created> {
      return readCreated(await send({ method: "POST", path, json: draft }), "drafts");
    },

    async deletePurchaseDraft(draftId: number): Promise<void> {
      await send({ method: "DELETE", path: `${path}/${draftId}` });
    },
  };
}
