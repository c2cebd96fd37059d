import type { EntityKind } from "@/db/schema/transfers";
import type { Page } from "@/lib/rackbeat/calls";
import type { RackbeatClient } from "@/lib/rackbeat/client";
import type { ChangesAsked } from "@/lib/rackbeat/lists";
import type { MalformedRow } from "@/lib/rackbeat/rows";

/** Stock is not swept: whether a move touches `updated_at` is not documented, so its whole list is compared nightly. */
export type SweptKind = Exclude<EntityKind, "stock_level">;

/** What a sweep looks at of an entity; the entity itself is read by its transfer. */
export type ChangedRow = {
  number: string;
  updated_at: string | null;
  /** Of documents. */
  is_booked?: boolean;
  invoice_date?: string | null;
};

type Sweeping = {
  everyMinutes: number;
  /**
   * `document`: due where booked, from the start date on. `master`: what changes after going live; what documents
   * need of the rest, they bring along.
   */
  type: "document" | "master";
  list: (rackbeat: RackbeatClient, asked: ChangesAsked) => Promise<Page<ChangedRow | MalformedRow>>;
};

/** In this order, so that parties and items are known before the documents that name them. */
export const SWEPT_KINDS: Record<SweptKind, Sweeping> = {
  customer: {
    ...{ everyMinutes: 30, type: "master" },
    list: (rackbeat, asked) => rackbeat.listCustomers(asked),
  },
  supplier: {
    ...{ everyMinutes: 30, type: "master" },
    list: (rackbeat, asked) => rackbeat.listSuppliers(asked),
  },
  product: {
    ...{ everyMinutes: 30, type: "master" },
    list: (rackbeat, asked) => rackbeat.listProducts(asked),
  },
  lot: {
    ...{ everyMinutes: 30, type: "master" },
    list: (rackbeat, asked) => rackbeat.listLots(asked),
  },
  customer_invoice: {
    ...{ everyMinutes: 10, type: "document" },
    list: (rackbeat, asked) => rackbeat.listCustomerInvoices(asked),
  },
  supplier_invoice: {
    ...{ everyMinutes: 10, type: "document" },
    list: (rackbeat, asked) => rackbeat.listSupplierInvoices(asked),
  },
};

export function isSweptKind(kind: string): kind is SweptKind {
  return kind in SWEPT_KINDS;
}
