import type { Calls, Entity, Page } from "./calls";
import {
  customerInvoiceSchema,
  invoiceRowSchema,
  invoiceTotalsSchema,
  type RackbeatCustomerInvoice,
  type RackbeatInvoiceRow,
  type RackbeatInvoiceTotals,
  type RackbeatSupplierInvoice,
  supplierInvoiceSchema,
} from "./invoices";
import type { ChangesAsked, Lists, PeriodAsked } from "./lists";
import type { MalformedRow } from "./rows";

const customerInvoice: Entity<typeof customerInvoiceSchema> = {
  resource: "customer-invoices",
  name: "customer_invoice",
  schema: customerInvoiceSchema,
};
const supplierInvoice: Entity<typeof supplierInvoiceSchema> = {
  resource: "supplier-invoices",
  name: "supplier_invoice",
  schema: supplierInvoiceSchema,
};

/** Credit notes stand among the invoices of their side. */
export function createInvoiceCalls({ getOne, getPdf }: Calls, lists: Lists) {
  return {
    getCustomerInvoice: (number: string): Promise<RackbeatCustomerInvoice> =>
      getOne(customerInvoice, number),

    getSupplierInvoice: (number: string): Promise<RackbeatSupplierInvoice> =>
      getOne(supplierInvoice, number),

    listCustomerInvoices: (
      asked?: ChangesAsked,
    ): Promise<Page<RackbeatInvoiceRow | MalformedRow>> =>
      lists.listChanges(customerInvoice.resource, invoiceRowSchema, asked),

    listSupplierInvoices: (
      asked?: ChangesAsked,
    ): Promise<Page<RackbeatInvoiceRow | MalformedRow>> =>
      lists.listChanges(supplierInvoice.resource, invoiceRowSchema, asked),

    /** What the invoices of a period come to, drafts included. */
    listCustomerInvoiceTotals: (
      asked: PeriodAsked,
    ): Promise<Page<RackbeatInvoiceTotals | MalformedRow>> =>
      lists.listPeriod(customerInvoice.resource, invoiceTotalsSchema, asked),

    listSupplierInvoiceTotals: (
      asked: PeriodAsked,
    ): Promise<Page<RackbeatInvoiceTotals | MalformedRow>> =>
      lists.listPeriod(supplierInvoice.resource, invoiceTotalsSchema, asked),

    /** Rackbeat's own print, at most 10 MB. */
    customerInvoicePdf: (number: string): Promise<Uint8Array<ArrayBuffer>> =>
      getPdf(customerInvoice, number),

    /** Rackbeat's own print, not the supplier's document, which the API does not hand out. At most 10 MB. */
    supplierInvoicePdf: (number: string): Promise<Uint8Array<ArrayBuffer>> =>
      getPdf(supplierInvoice, number),
  };
}
