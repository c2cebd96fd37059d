import type { Database } from "@/db/client";
import {
  type FikenEntryRow,
  insertEntries,
  listStraysInFiken,
  listUnseenInFiken,
  type RackbeatEntryRow,
} from "@/db/queries/reconciliation-entries";
import { AppError } from "@/lib/errors/app-error";
import { CallFailure } from "@/lib/http/call-failure";
import type { RackbeatInvoiceTotals } from "@/lib/rackbeat/invoices";
import { fikenEntriesOf, keyOfNumber } from "./collect-fiken";
import { rackbeatEntriesOf } from "./collect-rackbeat";
import { type DocumentKind, keyOfRun, type ReconciliationContext } from "./context";
import {
  documentsOfCreditNote,
  documentsOfInvoice,
  documentsOfPurchase,
  documentsOfSale,
  type FikenDocument,
} from "./fiken-documents";
import type { Step } from "./step";

/** One request each, so few at a time. */
const LOOKED_AT_ONCE = 10;

/** What stands in Fiken in the period and in Rackbeat maybe outside it is asked for in Rackbeat by its number. */
export async function lookForStrays(
  context: ReconciliationContext,
  after: string | null,
): Promise<Step> {
  const strays = await listStraysInFiken(context.db, {
    ...{ ...keyOfRun(context), after: parsePlace(after), limit: LOOKED_AT_ONCE },
  });
  const rows: RackbeatEntryRow[] = [];
  let unreadable = 0;
  for (const stray of strays) {
    const kind = documentKindOf(stray.kind);
    const key = stray.figures.rackbeatKey ?? keyOfNumber(kind, stray.number);
    const found = key === null ? null : await readFromRackbeat(context, kind, key);
    if (found === "unreadable") unreadable += 1;
    if (found === null || found === "unreadable") continue;
    const [row] = await rackbeatEntriesOf(context, kind, [found]);
    // What was posted as ours is compared with it, whatever number it has by now.
    if (row) rows.push({ ...row, number: stray.number });
  }
  return {
    next: placeAfter(strays, LOOKED_AT_ONCE),
    unreadable,
    write: (tx: Database) => insertEntries(tx, rows),
  };
}

/** What was posted and has not been seen in Fiken's lists of the period: moved to another date, approved, or deleted. */
export async function lookForUnseen(
  context: ReconciliationContext,
  after: string | null,
): Promise<Step> {
  const unseen = await listUnseenInFiken(context.db, {
    ...{ ...keyOfRun(context), after: parsePlace(after), limit: LOOKED_AT_ONCE },
  });
  const rows: FikenEntryRow[] = [];
  for (const entry of unseen) {
    const found = await readFromFiken(context, entry);
    rows.push(...(await fikenEntriesOf(context, documentKindOf(entry.kind), found, entry)));
  }
  return {
    next: placeAfter(unseen, LOOKED_AT_ONCE),
    write: (tx: Database) => insertEntries(tx, rows),
  };
}

/** Null: there is none. */
async function readFromRackbeat(
  { rackbeat }: ReconciliationContext,
  kind: DocumentKind,
  key: string,
): Promise<RackbeatInvoiceTotals | "unreadable" | null> {
  const numbers = { supplier_invoice_number: null, invoice_number: null, external_number: null };
  try {
    if (kind === "customer_invoice") {
      const { customer, ...invoice } = await rackbeat.getCustomerInvoice(key);
      const customer_id = invoice.customer_id ?? customer?.number ?? null;
      const party = { customer_id, supplier_id: null, supplier: null };
      return { ...invoice, ...numbers, ...party, customer: customer?.name ?? null };
    }
    const { supplier, ...invoice } = await rackbeat.getSupplierInvoice(key);
    const supplier_id = invoice.supplier_id ?? supplier?.number ?? null;
    const party = { supplier_id, customer_id: null, customer: null };
    return { ...invoice, ...party, supplier: supplier?.name ?? null };
  } catch (error) {
    if (error instanceof CallFailure && error.status === 404) return null;
    if (error instanceof AppError && error.problem.code === "document.malformed") {
      return "unreadable";
    }
    throw error;
  }
}

async function readFromFiken(
  { fiken }: ReconciliationContext,
  { number, figures: { fikenKind, fikenId, transferId } }: RackbeatEntryRow,
): Promise<FikenDocument[]> {
  if (fikenId === null || transferId === null) return [];
  switch (fikenKind) {
    case "sale":
    case "sale_reversal":
      return unlessGone(fiken.getSale(fikenId), documentsOfSale);
    case "purchase":
      return unlessGone(fiken.getPurchase(fikenId), documentsOfPurchase);
    case "invoice":
      return unlessGone(fiken.getInvoice(fikenId), documentsOfInvoice);
    case "credit_note":
      return unlessGone(fiken.getCreditNote(fikenId), documentsOfCreditNote);
    case "sale_draft":
      return (await fiken.findSales(number)).flatMap(documentsOfSale);
    case "invoice_draft":
      return (await fiken.findInvoices(transferId)).flatMap(documentsOfInvoice);
    case "credit_note_draft":
      return (await fiken.findCreditNotes(transferId)).flatMap(documentsOfCreditNote);
    default:
      // A purchase of another date is found by nothing that Fiken offers.
      return [];
  }
}

async function unlessGone<Item>(
  answer: Promise<Item>,
  read: (item: Item) => FikenDocument[],
): Promise<FikenDocument[]> {
  try {
    return read(await answer);
  } catch (error) {
    if (error instanceof CallFailure && error.status === 404) return [];
    throw error;
  }
}

/** The cursor: kind and key, which is the last and may hold spaces. */
function placeAfter(rows: readonly { kind: string; key: string }[], limit: number): string | null {
  const last = rows.at(-1);
  return last && rows.length === limit ? `${last.kind} ${last.key}` : null;
}

function parsePlace(place: string | null): { kind: DocumentKind; key: string } | null {
  const [kind, ...key] = place?.split(" ") ?? [];
  return kind === undefined ? null : { kind: documentKindOf(kind), key: key.join(" ") };
}

function documentKindOf(kind: string): DocumentKind {
  if (kind === "customer_invoice" || kind === "supplier_invoice") return kind;
  throw new Error(`A ${kind} is not reconciled`);
}
