import type { EntityKind, Transfer } from "@/db/schema/transfers";
import { bookedTotalsOf } from "@/lib/bookkeeping/document/document-totals";
import { amountOfLine } from "@/lib/bookkeeping/document/line-amount";
import { createProblemList } from "@/lib/bookkeeping/document/mapped";
import type { RackbeatDocument } from "@/lib/bookkeeping/document/upright-document";
import { Exact, toMinor } from "@/lib/money";
import type { RackbeatClient } from "@/lib/rackbeat/client";
import type { RackbeatItem } from "@/lib/rackbeat/items";
import type { RackbeatCustomer } from "@/lib/rackbeat/parties";
import { nullIfUnknown } from "@/lib/transfer/turn/null-if-missing";
import type { Facts, ShownLine } from "./facts";

type Said = { facts: Facts; lines: ShownLine[] | null };

/** What Rackbeat says now; null where it no longer has it. One request. */
export function readRackbeatFacts(
  rackbeat: RackbeatClient,
  { kind, rackbeatKey }: Pick<Transfer, "kind" | "rackbeatKey">,
): Promise<Said | null> {
  return nullIfUnknown(READERS[kind](rackbeat, rackbeatKey));
}

const READERS: Record<EntityKind, (rackbeat: RackbeatClient, key: string) => Promise<Said>> = {
  customer_invoice: async (rackbeat, key) => {
    const invoice = await rackbeat.getCustomerInvoice(key);
    return ofDocument(invoice, invoice.customer?.name ?? null);
  },
  supplier_invoice: async (rackbeat, key) => {
    const invoice = await rackbeat.getSupplierInvoice(key);
    return ofDocument(invoice, invoice.supplier?.name ?? null);
  },
  customer: async (rackbeat, key) => ofParty(await rackbeat.getCustomer(key)),
  supplier: async (rackbeat, key) => ofParty(await rackbeat.getSupplier(key)),
  product: async (rackbeat, key) => ofItem(await rackbeat.getItem(key)),
  lot: async (rackbeat, key) => ofItem(await rackbeat.getItem(key)),
  stock_level: async (rackbeat, key) => ofItem(await rackbeat.getItem(key)),
};

/** Amounts as they are booked: a credit note's are below nothing, whichever sign Rackbeat shows. */
function ofDocument(document: RackbeatDocument, party: string | null): Said {
  const { number, invoice_date, due_date, currency, lines } = document;
  const { grossMinor, vatMinor } = bookedTotalsOf(document);
  const head = { number, party, date: invoice_date, dueDate: due_date, currency };
  return {
    facts: { ...head, netMinor: grossMinor - vatMinor, vatMinor, grossMinor },
    lines: lines.map((line, index) => {
      const amount = amountOfLine(line, index + 1, createProblemList());
      return {
        text: line.name ?? line.item?.name ?? null,
        quantity: exactOf(line.quantity),
        account: line.item?.group?.name ?? null,
        vatType: null,
        vatRate: exactOf(line.vat_percentage),
        netMinor: amount === null ? null : toMinor(amount),
        vatMinor: null,
      };
    }),
  };
}

/** As text without an exponent, and without zeros that say nothing. */
function exactOf(value: string | number | null): string | null {
  return value === null ? null : new Exact(value).toFixed();
}

function ofParty(party: RackbeatCustomer): Said {
  const { number, name, company_vat, contact_email, contact_phone, address_city } = party;
  const isOut = party.is_barred === true || party.is_deleted === true;
  const facts: Facts = {
    ...{ number, name, organizationNumber: company_vat, email: contact_email },
    ...{ phone: contact_phone, city: address_city, inUse: isOut ? "no" : "yes" },
  };
  return { facts, lines: null };
}

function ofItem({ number, name, sales_price, stock_quantity, ...item }: RackbeatItem): Said {
  const isOut = item.is_barred === true || item.deleted_at !== null;
  const facts: Facts = {
    ...{ number, name, priceMinor: sales_price === null ? null : toMinor(sales_price) },
    stock: exactOf(stock_quantity),
    inUse: isOut ? "no" : "yes",
  };
  return { facts, lines: null };
}
