import { z } from "zod";
import type { Database } from "@/db/client";
import {
  hasPostedAs,
  listOwnersInFiken,
  type OwnerInFiken,
} from "@/db/queries/reconciled-transfers";
import {
  type FikenEntryRow,
  findRackbeatEntries,
  insertEntries,
  type RackbeatEntryRow,
} from "@/db/queries/reconciliation-entries";
import type { Page } from "@/lib/fiken/calls";
import {
  connectedOf,
  type DocumentKind,
  isInPeriod,
  isReconciled,
  keyOfRun,
  type ReconciliationContext,
} from "./context";
import {
  documentsOfCreditNote,
  documentsOfDraft,
  documentsOfInvoice,
  documentsOfIssuedDraft,
  documentsOfPurchase,
  documentsOfSale,
  type FikenDocument,
  reversalOf,
} from "./fiken-documents";
import type { Step } from "./step";

type List = {
  kind: DocumentKind;
  /** What stands in it. */
  fikenKind: string;
  /** Only where Fiken numbers our documents. */
  isIssuedByFiken: boolean;
  read: (context: ReconciliationContext, page: number) => Promise<Page<FikenDocument>>;
};

const SALES_SIDE = { kind: "customer_invoice", isIssuedByFiken: false } as const;
const ISSUED = { kind: "customer_invoice", isIssuedByFiken: true } as const;
const PURCHASE_SIDE = { kind: "supplier_invoice", isIssuedByFiken: false } as const;

/** Fiken's lists that documents of ours can stand in. Drafts cannot be asked for by date: all are read. */
export const FIKEN_LISTS = {
  sales: {
    ...{ ...SALES_SIDE, fikenKind: "sale" },
    read: async ({ fiken, run }, page) =>
      documentsOf(
        await fiken.listSales(page, { dateFrom: run.periodFrom, dateTo: run.periodTo }),
        documentsOfSale,
      ),
  },
  sale_drafts: {
    ...{ ...SALES_SIDE, fikenKind: "sale_draft" },
    read: async ({ fiken }, page) =>
      documentsOf(await fiken.listSaleDrafts(page), documentsOfDraft("sale_draft")),
  },
  purchases: {
    ...{ ...PURCHASE_SIDE, fikenKind: "purchase" },
    read: async ({ fiken, run }, page) =>
      documentsOf(
        await fiken.listPurchases(page, { dateFrom: run.periodFrom, dateTo: run.periodTo }),
        documentsOfPurchase,
      ),
  },
  purchase_drafts: {
    ...{ ...PURCHASE_SIDE, fikenKind: "purchase_draft" },
    read: async ({ fiken }, page) =>
      documentsOf(await fiken.listPurchaseDrafts(page), documentsOfDraft("purchase_draft")),
  },
  invoices: {
    ...{ ...ISSUED, fikenKind: "invoice" },
    read: async ({ fiken, run }, page) =>
      documentsOf(await fiken.listInvoices(page, issuedIn(run)), documentsOfInvoice),
  },
  invoice_drafts: {
    ...{ ...ISSUED, fikenKind: "invoice_draft" },
    read: async ({ fiken }, page) =>
      documentsOf(await fiken.listInvoiceDrafts(page), documentsOfIssuedDraft("invoice_draft")),
  },
  credit_notes: {
    ...{ ...ISSUED, fikenKind: "credit_note" },
    read: async ({ fiken, run }, page) =>
      documentsOf(await fiken.listCreditNotes(page, issuedIn(run)), documentsOfCreditNote),
  },
  credit_note_drafts: {
    ...{ ...ISSUED, fikenKind: "credit_note_draft" },
    read: async ({ fiken }, page) =>
      documentsOf(
        await fiken.listCreditNoteDrafts(page),
        documentsOfIssuedDraft("credit_note_draft"),
      ),
  },
} as const satisfies Record<string, List>;

export type FikenListName = keyof typeof FIKEN_LISTS;

const ISSUED_BY_FIKEN: string[] = Object.values(FIKEN_LISTS)
  .filter(({ isIssuedByFiken }) => isIssuedByFiken)
  .map(({ fikenKind }) => fikenKind);

/** One page of one of Fiken's lists: of it what is ours, or has a number of ours. */
export async function collectFromFiken(
  context: ReconciliationContext,
  name: FikenListName,
  page: number,
): Promise<Step> {
  const list: List = FIKEN_LISTS[name];
  if (!isReconciled(list.kind, context)) return { next: null };
  // What Fiken has never issued for us need not be looked for.
  if (list.isIssuedByFiken && page === 0 && !(await mayHaveIssued(context))) return { next: null };
  const { items, nextPage } = await list.read(context, page);
  const rows = await fikenEntriesOf(context, list.kind, items);
  return { next: nextPage, write: (tx: Database) => insertEntries(tx, rows) };
}

async function mayHaveIssued(context: ReconciliationContext): Promise<boolean> {
  if (context.settings.invoiceIssuer === "fiken") return true;
  return hasPostedAs(context.db, { ...connectedOf(context), fikenKinds: ISSUED_BY_FIKEN });
}

/**
 * Of what stands in Fiken: what was posted as ours, what has the number of a document of ours. `soughtFor`: they were
 * looked for as this one.
 */
export async function fikenEntriesOf(
  context: ReconciliationContext,
  kind: DocumentKind,
  items: readonly FikenDocument[],
  soughtFor?: RackbeatEntryRow,
): Promise<FikenEntryRow[]> {
  if (items.length === 0) return [];
  const owners = await listOwnersInFiken(context.db, {
    ...{ ...connectedOf(context), kind },
    fikenKinds: [...new Set([...items.map(({ fikenKind }) => fikenKind), "sale_reversal"])],
    fikenIds: items.map(({ fikenId }) => fikenId),
    transferIds: items.flatMap(({ uuid }) =>
      z.uuid().safeParse(uuid).success ? [uuid ?? ""] : [],
    ),
    keys: items.flatMap((item) => keyOfNumber(kind, item.number) ?? []),
  });
  const documents = items.flatMap((item) => withReversal(item, owners));
  const owned = documents.map((document) => ({ document, owner: ownerOf(document, owners) }));
  const ours = await findRackbeatEntries(context.db, {
    ...{ ...keyOfRun(context), kind },
    keys: owned.flatMap(({ owner }) => owner?.rackbeatKey ?? []),
    numbers: documents.flatMap(({ number }) => number ?? []),
  });
  return owned.flatMap(({ document, owner }): FikenEntryRow[] => {
    const number =
      soughtFor && !owner
        ? soughtFor.number
        : numberToCompare(context, kind, { document, owner, owners, ours });
    if (number === null) return [];
    const { uuid, ...figures } = document;
    const rackbeatKey = owner?.rackbeatKey ?? null;
    // What Fiken numbers itself has no number of ours to compare.
    const shown = ISSUED_BY_FIKEN.includes(document.fikenKind) ? number : document.number;
    return [
      {
        ...keyOfRun(context),
        ...{ source: "fiken", kind, number, key: `${document.fikenKind} ${document.fikenId}` },
        figures: { ...figures, number: shown, rackbeatKey },
      },
    ];
  });
}

/** Rackbeat's number, where a number in Fiken is one. */
export function keyOfNumber(kind: DocumentKind, number: string | null): string | null {
  if (kind === "customer_invoice") return number;
  return number?.match(/^RB-(.+)$/)?.[1] ?? null;
}

function withReversal(sale: FikenDocument, owners: readonly OwnerInFiken[]): FikenDocument[] {
  const note = owners.find(
    ({ fikenKind, fikenId }) => fikenKind === "sale_reversal" && fikenId === sale.fikenId,
  );
  if (!note || sale.fikenKind !== "sale" || !sale.deleted) return [sale];
  return reversalOf(sale, { number: note.rackbeatKey, date: note.documentDate });
}

function ownerOf(
  { fikenKind, fikenId, uuid }: FikenDocument,
  owners: readonly OwnerInFiken[],
): OwnerInFiken | null {
  const posted = owners.find((owner) => owner.fikenKind === fikenKind && owner.fikenId === fikenId);
  return posted ?? owners.find(({ id }) => uuid !== null && id === uuid.toLowerCase()) ?? null;
}

type Found = {
  document: FikenDocument;
  owner: OwnerInFiken | null;
  owners: readonly OwnerInFiken[];
  ours: readonly RackbeatEntryRow[];
};

/** With which of Rackbeat's documents it is compared; null: it is none of ours. */
function numberToCompare(
  context: ReconciliationContext,
  kind: DocumentKind,
  { document, owner, owners, ours }: Found,
): string | null {
  const posted = ours.find(({ key }) => key === owner?.rackbeatKey);
  if (posted) return posted.number;
  if (!isInPeriod(context, document.date)) return null;
  // A supplier's number says nothing without the supplier.
  const isOurNumber = ours.some(
    ({ number, figures: { contactId } }) =>
      number === document.number &&
      (kind === "customer_invoice" || contactId === null || contactId === document.contactId),
  );
  if (isOurNumber) return document.number;
  if (owner && kind === "customer_invoice") return owner.rackbeatKey;
  if (owner) return document.number ?? owner.rackbeatKey;
  const key = keyOfNumber(kind, document.number);
  return owners.some(({ rackbeatKey }) => rackbeatKey === key) ? document.number : null;
}

function documentsOf<Item>(
  { items, nextPage }: Page<Item>,
  read: (item: Item) => FikenDocument[],
): Page<FikenDocument> {
  return { items: items.flatMap(read), nextPage };
}

function issuedIn({ periodFrom, periodTo }: { periodFrom: string; periodTo: string }) {
  return { issueDateFrom: periodFrom, issueDateTo: periodTo };
}
