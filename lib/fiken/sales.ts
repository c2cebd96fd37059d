import { badAnswer } from "@/lib/http/call-failure";
import { readJson } from "@/lib/http/reply";
import { type CountedPage, type Created, get, getPage, readCreated, type Send } from "./calls";
import { type FikenSale, type FikenSaleRequest, saleSchema } from "./schemas/sales";

/** Days, both included. Fiken knows no time of day: a read that goes on needs a day's overlap. */
export type SaleFilter = { dateFrom?: string; dateTo?: string; lastModifiedFrom?: string };

export function createSaleCalls(send: Send, company: string) {
  const path = `${company}/sales`;
  return {
    /** All with the number, also deleted ones and other customers': the number is not unique. */
    async findSales(saleNumber: string): Promise<FikenSale[]> {
      const { items } = await getPage(send, path, saleSchema, 0, { saleNumber });
      return items.filter((sale) => sale.saleNumber === saleNumber);
    },

    /** Also the sales behind Fiken's own invoices, and deleted ones. */
    listSales: (page: number, filter: SaleFilter = {}): Promise<CountedPage<FikenSale>> =>
      getPage(send, path, saleSchema, page, {
        dateGe: filter.dateFrom,
        dateLe: filter.dateTo,
        lastModifiedGe: filter.lastModifiedFrom,
      }),

    getSale: (saleId: number): Promise<FikenSale> => get(send, `${path}/${saleId}`, saleSchema),

    /** Books it at once. Not idempotent: look the number up before posting again. */
    async createSale(sale: FikenSaleRequest): Promise<Created> {
      return readCreated(await send({ method: "POST", path, json: sale }), "sales");
    },

    /** A reversing entry; the sale stays listed as deleted. */
    async deleteSale(saleId: number, description: string): Promise<FikenSale> {
      const reply = await send({
        method: "PATCH",
        path: `${path}/${saleId}/delete`,
        query: { description },
      });
      const sale = readJson(reply, saleSchema);
      if (!sale.deleted) throw badAnswer(reply, "the sale still stands");
      return sale;
    },

    /** Settled without a payment, as a sale and its credit are. May be repeated: the last day counts. */
    async settleSale(saleId: number, settledDate: string): Promise<FikenSale> {
      const reply = await send({
        method: "PATCH",
        path: `${path}/${saleId}/settled`,
        query: { settledDate },
      });
      const sale = readJson(reply, saleSchema);
      if (!sale.settled) throw badAnswer(reply, "the sale is still open");
      return sale;
    },
  };
}
