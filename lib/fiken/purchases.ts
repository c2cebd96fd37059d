import { badAnswer } from "@/lib/http/call-failure";
import { readJson } from "@/lib/http/reply";
import { type CountedPage, type Created, get, getPage, readCreated, type Send } from "./calls";
import { type FikenPurchase, type FikenPurchaseRequest, purchaseSchema } from "./schemas/purchases";

/** Days, both included. Not every Fiken knows the last two. */
export type PurchaseFilter = {
  date?: string;
  dateFrom?: string;
  dateTo?: string;
  lastModifiedFrom?: string;
  /** The supplier's. */
  contactId?: number;
};

export function createPurchaseCalls(send: Send, company: string) {
  const path = `${company}/purchases`;
  return {
    /**
     * Also deleted ones. Fiken finds no purchase by its `identifier`: read the invoice's date and compare. A filter
     * that Fiken does not know is ignored there and applied here, so a page can be empty although there are more.
     */
    async listPurchases(
      page: number,
      filter: PurchaseFilter = {},
    ): Promise<CountedPage<FikenPurchase>> {
      const { items, ...place } = await getPage(send, path, purchaseSchema, page, {
        date: filter.date,
        dateGe: filter.dateFrom,
        dateLe: filter.dateTo,
        lastModifiedGe: filter.lastModifiedFrom,
        contactId: filter.contactId,
      });
      return { items: items.filter((purchase) => passes(purchase, filter)), ...place };
    },

    getPurchase: (purchaseId: number): Promise<FikenPurchase> =>
      get(send, `${path}/${purchaseId}`, purchaseSchema),

    /** Books it at once. Not idempotent: look among the purchases of its date before posting again. */
    async createPurchase(purchase: FikenPurchaseRequest): Promise<Created> {
      return readCreated(await send({ method: "POST", path, json: purchase }), "purchases");
    },

    /** A reversing entry; the purchase stays listed as deleted. */
    async deletePurchase(purchaseId: number, description: string): Promise<FikenPurchase> {
      const reply = await send({
        method: "PATCH",
        path: `${path}/${purchaseId}/delete`,
        query: { description },
      });
      const purchase = readJson(reply, purchaseSchema);
      if (!purchase.deleted) throw badAnswer(reply, "the purchase still stands");
      return purchase;
    },
  };
}

/** What an answer does not show counts as passing: a purchase that is overlooked would be booked twice. */
function passes(purchase: FikenPurchase, filter: PurchaseFilter): boolean {
  const { date, supplier, lastModifiedDate } = purchase;
  const supplierId = supplier?.contactId ?? filter.contactId;
  const modified = lastModifiedDate ?? filter.lastModifiedFrom ?? "";
  return (
    date === (filter.date ?? date) &&
    date >= (filter.dateFrom ?? date) &&
    date <= (filter.dateTo ?? date) &&
    modified >= (filter.lastModifiedFrom ?? modified) &&
    supplierId === (filter.contactId ?? supplierId)
  );
}
