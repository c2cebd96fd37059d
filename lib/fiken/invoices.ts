import { get, getPage, type Page, type Send } from "./calls";
import { type FikenInvoice, invoiceSchema } from "./schemas/invoices";

/** Days, both included. */
export type InvoiceFilter = {
  issueDateFrom?: string;
  issueDateTo?: string;
  lastModifiedFrom?: string;
};

export function createInvoiceCalls(send: Send, company: string) {
  const path = `${company}/invoices`;
  return {
    /** The invoice that was made from the draft, by the app or by a person in Fiken. */
    async findInvoices(invoiceDraftUuid: string): Promise<FikenInvoice[]> {
      const { items } = await getPage(send, path, invoiceSchema, 0, { invoiceDraftUuid });
      return items.filter(
        (invoice) => invoice.invoiceDraftUuid?.toLowerCase() === invoiceDraftUuid.toLowerCase(),
      );
    },

    getInvoice: (invoiceId: number): Promise<FikenInvoice> =>
      get(send, `${path}/${invoiceId}`, invoiceSchema),

    listInvoices: (page: number, filter: InvoiceFilter = {}): Promise<Page<FikenInvoice>> =>
      getPage(send, path, invoiceSchema, page, {
        issueDateGe: filter.issueDateFrom,
        issueDateLe: filter.issueDateTo,
        lastModifiedGe: filter.lastModifiedFrom,
      }),
  };
}
