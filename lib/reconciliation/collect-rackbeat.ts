import type { Database } from "@/db/client";
import {
  listBoundContacts,
  listPostedDocuments,
  type PostedDocument,
} from "@/db/queries/reconciled-transfers";
import { insertEntries, type RackbeatEntryRow } from "@/db/queries/reconciliation-entries";
import { bookedTotalsOf } from "@/lib/bookkeeping/document/document-totals";
import { supplierNumberOf } from "@/lib/bookkeeping/voucher/supplier-invoice-to-voucher";
import type { RackbeatInvoiceTotals } from "@/lib/rackbeat/invoices";
import {
  connectedOf,
  type DocumentKind,
  isInPeriod,
  isReconciled,
  keyOfRun,
  type ReconciliationContext,
} from "./context";
import type { Step } from "./step";

/** One page of Rackbeat's documents of the period, drafts included: they should not stand in Fiken. */
export async function collectFromRackbeat(
  context: ReconciliationContext,
  kind: DocumentKind,
  page: number,
): Promise<Step> {
  if (!isReconciled(kind, context)) return { next: null };
  const { rackbeat, run } = context;
  const asked = { from: run.periodFrom, to: run.periodTo, page };
  const { items, nextPage } =
    kind === "customer_invoice"
      ? await rackbeat.listCustomerInvoiceTotals(asked)
      : await rackbeat.listSupplierInvoiceTotals(asked);
  const readable = items.flatMap((item) => ("problem" in item ? [] : [item]));
  // The filter is Rackbeat's to know: what it lets through is looked at again.
  const ofPeriod = readable.filter((item) => isInPeriod(context, dateOf(item)));
  const rows = await rackbeatEntriesOf(context, kind, ofPeriod);
  const compared = ofPeriod.filter(({ is_booked }) => is_booked).length;
  const entered = rows.filter(({ figures }) => figures.standing !== "unbooked").length;
  return {
    next: nextPage,
    unreadable: items.length - readable.length + compared - entered,
    write: (tx: Database) => insertEntries(tx, rows),
  };
}

/** Documents as they should stand in Fiken. One whose amounts cannot be read is left out. */
export async function rackbeatEntriesOf(
  context: ReconciliationContext,
  kind: DocumentKind,
  documents: readonly RackbeatInvoiceTotals[],
): Promise<RackbeatEntryRow[]> {
  const connected = connectedOf(context);
  const partyKind = kind === "customer_invoice" ? "customer" : "supplier";
  const partyOf = (document: RackbeatInvoiceTotals) => document[`${partyKind}_id`];
  const [posted, contacts] = await Promise.all([
    listPostedDocuments(context.db, {
      ...{ ...connected, kind, keys: documents.map(({ number }) => number) },
    }),
    listBoundContacts(context.db, {
      ...{ ...connected, kind: partyKind },
      keys: documents.flatMap((document) => partyOf(document) ?? []),
    }),
  ]);
  const postedOf = new Map(posted.map((transfer) => [transfer.rackbeatKey, transfer]));
  return documents.flatMap((document): RackbeatEntryRow[] => {
    const transfer = postedOf.get(document.number);
    const standing = standingOf(context, document, transfer);
    const amounts = amountsOf(kind, document, transfer);
    if (!amounts && standing !== "unbooked") return [];
    const number = transfer?.identifier ?? numberInFiken(context, kind, document);
    return [
      {
        ...keyOfRun(context),
        ...{ source: "rackbeat", kind, key: document.number, number },
        figures: {
          ...(amounts ?? { currency: "NOK", grossMinor: 0, vatMinor: null }),
          ...{ standing, number, date: dateOf(document) },
          partyName: document[partyKind] ?? transfer?.partyName ?? null,
          contactId: contacts.get(partyOf(document) ?? "") ?? null,
          transferId: transfer?.id ?? null,
          fikenKind: transfer?.fikenKind ?? null,
          fikenId: transfer?.fikenId ?? null,
        },
      },
    ];
  });
}

/** A document without a date of its own counts on the day it was booked (Copenhagen's, as Rackbeat's dates do). */
function dateOf({ invoice_date, booked_at }: RackbeatInvoiceTotals): string {
  return invoice_date ?? booked_at?.slice(0, 10) ?? "";
}

function standingOf(
  { settings: { startDate } }: ReconciliationContext,
  document: RackbeatInvoiceTotals,
  transfer: PostedDocument | undefined,
) {
  if (!document.is_booked) return "unbooked";
  const isPosted = transfer !== undefined && transfer.fikenId !== null;
  const isTooOld = startDate !== null && dateOf(document) < startDate;
  const isLeftOut = transfer?.state === "excluded" || transfer?.state === "skipped";
  return isLeftOut || (isTooOld && !isPosted) ? "left_out" : "compared";
}

/** What VAT of a purchase is deducted, and so booked as VAT, its posting alone tells. */
function amountsOf(
  kind: DocumentKind,
  { is_creditnote, currency, total_subtotal, total_total }: RackbeatInvoiceTotals,
  transfer: PostedDocument | undefined,
) {
  if (currency === null || total_subtotal === null || total_total === null) return null;
  const { grossMinor, vatMinor } = bookedTotalsOf({ is_creditnote, total_subtotal, total_total });
  const purchaseVat = transfer?.vatMinor ?? null;
  return { currency, grossMinor, vatMinor: kind === "supplier_invoice" ? purchaseVat : vatMinor };
}

function numberInFiken(
  { settings }: ReconciliationContext,
  kind: DocumentKind,
  document: RackbeatInvoiceTotals,
): string {
  if (kind === "customer_invoice") return document.number;
  return supplierNumberOf(document, { numberFields: settings.supplierNumberFields });
}
