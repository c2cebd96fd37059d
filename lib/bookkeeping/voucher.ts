import type { VatTreatment, VatZone } from "@/db/schema/mappings";
import type { FikenVatType } from "@/lib/fiken/schemas/vat-types";

/** A document as bookkeeping. Amounts are whole minor units of `currency` (øre for NOK); net + VAT = gross. */
export type Voucher = {
  kind: "customer_invoice";
  /** Rackbeat's number. */
  number: string;
  /** Rackbeat's number of the customer. */
  customerNumber: string;
  /** `yyyy-mm-dd`. */
  date: string;
  dueDate: string;
  currency: string;
  vatZone: VatZone | null;
  /** In the document's order; they sum to the totals. */
  lines: VoucherLine[];
  netMinor: number;
  vatMinor: number;
  grossMinor: number;
};

export type VoucherLine = {
  /** At most 200 characters. */
  description: string;
  account: string;
  vatType: FikenVatType;
  /** Null on the rounding line, which stands outside VAT. */
  treatment: VatTreatment | null;
  productGroup: number | null;
  /** Percent. */
  rate: string;
  netMinor: number;
  /** At most one øre from net × rate. */
  vatMinor: number;
  /** The lines of the Rackbeat document it came from, counted from 1; none for the rounding line. */
  sourceLines: number[];
};

/** A document that leaves nothing to book. */
export type Excluded = { kind: "excluded"; reason: "zero_document" };
