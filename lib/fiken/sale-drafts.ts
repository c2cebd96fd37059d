import { type Created, get, getPage, type Page, readCreated, type Send } from "./calls";
import {
  type FikenSaleDraft,
  type FikenSaleDraftRequest,
  saleDraftSchema,
} from "./schemas/sale-drafts";

export function createSaleDraftCalls(send: Send, company: string) {
  const path = `${company}/sales/drafts`;
  return {
    /** Fiken has no filter on drafts: a draft is found by its `invoiceNumber`, page by page. */
    listSaleDrafts: (page: number): Promise<Page<FikenSaleDraft>> =>
      getPage(send, path, saleDraftSchema, page),

    /** Refused with 404 once a person has approved or deleted it. */
    getSaleDraft: (draftId: number): Promise<FikenSaleDraft> =>
      get(send, `${path}/${draftId}`, saleDraftSchema),

    async createSaleDraft(draft: FikenSaleDraftRequest): Promise<Created> {
      return readCreated(await send({ method: "POST", path, json: draft }), "drafts");
    },

    async deleteSaleDraft(draftId: number): Promise<void> {
      await send({ method: "DELETE", path: `${path}/${draftId}` });
    },
  };
}
