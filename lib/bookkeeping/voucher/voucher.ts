import type { MappingSide, VatTreatment, VatZone } from "@/db/schema/mappings";
import type { VatTypes } from "@/lib/bookkeeping/mapping/treatment";

/**
 * A document as bookkeeping. Amounts are whole minor units of `currency` (øre for NOK), negative on a credit note;
 * net + VAT = gross.
 */
type Document<Side extends MappingSide> = {
  /** Rackbeat's number. */
  number: string;
  /** Of a credit note: Rackbeat's number of the document it credits, where Rackbeat tells. */
  credits: string | null;
  /** `yyyy-mm-dd`. */
  date: string;
  dueDate: string;
  currency: string;
  vatZone: VatZone | null;
  /** In the document's order; they sum to the totals. */
  lines: VoucherLine<Side>[];
  netMinor: number;
  vatMinor: number;
  grossMinor: number;
};

export type SalesVoucher = Document<"sales"> & {
  kind: "customer_invoice" | "customer_credit_note";
  /** Rackbeat's number of the customer. */
  customerNumber: string;
};

export type PurchaseVoucher = Document<"purchase"> & {
  kind: "supplier_invoice" | "supplier_credit_note";
  /** Rackbeat's number of the supplier. */
  supplierNumber: string;
  /** The supplier's own number of the document, at most 50 characters. */
  identifier: string;
};

export type Voucher = SalesVoucher | PurchaseVoucher;

export type VoucherLine<Side extends MappingSide = MappingSide> = {
  /** At most 200 characters. */
  description: string;
  account: string;
  vatType: VatTypes[Side];
  /** Null on the rounding line, which stands outside VAT. */
  treatment: VatTreatment | null;
  productGroup: number | null;
  /** Percent. */
  rate: string;
  netMinor: number;
  /** At most one øre from net × rate; 0 where VAT is part of the cost. */
  vatMinor: number;
  /** The lines of the Rackbeat document it came from, counted from 1; none for the rounding line. */
  sourceLines: number[];
};

/** A document that leaves nothing to book. */
export type Excluded = { kind: "excluded"; reason: "zero_document" };
