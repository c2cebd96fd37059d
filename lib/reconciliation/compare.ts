import type { Database } from "@/db/client";
import { listPostedDocuments, type PostedDocument } from "@/db/queries/reconciled-transfers";
import {
  type EntryRow,
  type FikenEntryRow,
  listEntriesByNumber,
  type RackbeatEntryRow,
} from "@/db/queries/reconciliation-entries";
import { insertReconciliationRows } from "@/db/queries/reconciliations";
import type { ReconciliationRow } from "@/db/schema/reconciliations";
import type { TransferState } from "@/db/schema/transfers";
import {
  type FikenEntry,
  type RackbeatEntry,
  type Reconciled,
  reconcile,
} from "@/lib/bookkeeping/comparison/reconciliation";
import {
  connectedOf,
  type DocumentKind,
  isInPeriod,
  keyOfRun,
  type ReconciliationContext,
} from "./context";
import type { Step } from "./step";
import { tellFindings } from "./tell-findings";

/** Numbers at a time: what is in memory does not grow with the period. */
const NUMBERS_AT_ONCE = 200;

type Ours = RackbeatEntry & { row: RackbeatEntryRow };
type Theirs = FikenEntry & { row: FikenEntryRow };

/** One document of the result, with the transfer as it stands now. */
export type Finding = {
  row: Omit<ReconciliationRow, "id">;
  transfer: PostedDocument | null;
  /** As it is booked in Rackbeat; null where it is not. */
  rackbeat: RackbeatEntryRow | null;
};

/** Compares the documents of the next numbers, writes the result and tells what has to be told. */
export async function compareNext(
  context: ReconciliationContext,
  kind: DocumentKind,
  after: string | null,
): Promise<Step> {
  const rows = await listEntriesByNumber(context.db, {
    ...{ ...keyOfRun(context), kind, after, limit: NUMBERS_AT_ONCE },
  });
  const last = rows.at(-1);
  if (!last) return { next: null };
  const reconciled = reconcileRows(kind, rows);
  const transfers = await transfersOf(context, kind, reconciled);
  const findings = reconciled
    .map((one) => findingOf(context, kind, one, transfers))
    .filter(({ row, rackbeat }) => isOfPeriod(context, row, rackbeat));
  return {
    next: last.number,
    write: async (tx: Database) => {
      await insertReconciliationRows(
        tx,
        findings.map(({ row }) => row),
      );
      await tellFindings({ ...context, db: tx }, kind, findings);
    },
  };
}

function reconcileRows(kind: DocumentKind, rows: readonly EntryRow[]): Reconciled<Ours, Theirs>[] {
  // Ids of sales, drafts and invoices are series of their own: here each thing has its own.
  const idOfKey = new Map<string, number>();
  const idOf = (key: string) => {
    const id = idOfKey.get(key) ?? idOfKey.size + 1;
    idOfKey.set(key, id);
    return id;
  };
  const ours: Ours[] = [];
  const theirs: Theirs[] = [];
  const leftOut = new Set<string>();
  for (const row of rows) {
    if (row.source === "fiken") {
      const { figures } = row;
      theirs.push({ ...figures, kind, fikenId: idOf(row.key), row });
    } else if (row.figures.standing === "compared") {
      const { fikenKind, fikenId, ...figures } = row.figures;
      const id = fikenId === null ? null : idOf(`${fikenKind} ${fikenId}`);
      ours.push({ ...figures, kind, fikenId: id, row });
    } else if (row.figures.standing === "left_out") {
      leftOut.add(row.number);
    }
  }
  // What stands in Fiken for a document that is none of the transfer's business is none of ours either.
  return reconcile(ours, theirs).filter(
    (one) => one.outcome !== "extra" || !leftOut.has(one.fiken.row.number),
  );
}

async function transfersOf(
  context: ReconciliationContext,
  kind: DocumentKind,
  reconciled: readonly Reconciled<Ours, Theirs>[],
): Promise<Map<string, PostedDocument>> {
  const keys = reconciled.flatMap((one) =>
    one.outcome === "extra" ? (one.fiken.row.figures.rackbeatKey ?? []) : one.rackbeat.row.key,
  );
  const transfers = await listPostedDocuments(context.db, {
    ...{ ...connectedOf(context), kind, keys: [...new Set(keys)] },
  });
  return new Map(transfers.map((transfer) => [transfer.rackbeatKey, transfer]));
}

function findingOf(
  context: ReconciliationContext,
  kind: DocumentKind,
  one: Reconciled<Ours, Theirs>,
  transfers: Map<string, PostedDocument>,
): Finding {
  const rackbeat = one.outcome === "extra" ? null : one.rackbeat.row;
  const fiken = one.outcome === "missing" ? null : one.fiken.row;
  const key = rackbeat?.key ?? fiken?.figures.rackbeatKey ?? "";
  const transfer = transfers.get(key) ?? null;
  const shown = rackbeat?.figures ?? fiken?.figures;
  const result = resultOf(one, transfer);
  const posted = rackbeat?.figures;
  return {
    transfer,
    rackbeat,
    row: {
      ...keyOfRun(context),
      kind,
      key: rackbeat?.key ?? fiken?.key ?? "",
      number: rackbeat?.key ?? fiken?.figures.number ?? fiken?.number ?? "",
      transferId: transfer?.id ?? null,
      documentDate: shown?.date || null,
      partyName: shown?.partyName ?? null,
      currency: shown?.currency ?? null,
      rackbeatMinor: rackbeat?.figures.grossMinor ?? null,
      fikenMinor: fiken?.figures.grossMinor ?? null,
      fikenKind: fiken?.figures.fikenKind ?? posted?.fikenKind ?? null,
      fikenId: fiken?.figures.fikenId ?? posted?.fikenId ?? null,
      result,
      differences: one.outcome === "changed" ? one.differences : [],
      reason:
        result === "missing"
          ? { state: transfer?.state ?? null, problem: transfer?.problems[0] ?? null }
          : null,
    },
  };
}

/** In these a document that was posted is there, or was. */
const SETTLED: ReadonlySet<TransferState> = new Set(["verified", "unchanged", "held", "failed"]);

function resultOf(
  one: Reconciled<Ours, Theirs>,
  transfer: PostedDocument | null,
): ReconciliationRow["result"] {
  if (one.outcome === "equal") {
    return one.fiken.row.figures.fikenKind.endsWith("_draft") ? "draft" : "equal";
  }
  if (one.outcome === "changed" || one.outcome === "extra") return one.outcome;
  // A draft that a person has deleted leaves no trace; a reversed sale that was none of ours never stood for it.
  const wasThere =
    one.rackbeat.row.figures.fikenId !== null && transfer !== null && SETTLED.has(transfer.state);
  return wasThere ? "deleted" : "missing";
}

/** A document of another period was read only to tell whose something in Fiken is. */
function isOfPeriod(
  context: ReconciliationContext,
  { result }: Finding["row"],
  rackbeat: RackbeatEntryRow | null,
): boolean {
  return rackbeat === null || isInPeriod(context, rackbeat.figures.date) || result === "changed";
}
