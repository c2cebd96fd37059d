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
  differencesOf,
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
import { isKeptAsNothing, isOtherThanSeen, keptFigures } from "./kept";
import type { Step } from "./step";
import { tellFindings } from "./tell-findings";

/** Numbers at a time: what is in memory does not grow with the period. */
const NUMBERS_AT_ONCE = 200;

type Ours = RackbeatEntry & {
  /** Rackbeat's number of it. */
  key: string;
  /** As it is booked in Rackbeat; null where it is not, and the user has kept what is in Fiken. */
  row: RackbeatEntryRow | null;
  /** Its figures are those that were posted. */
  isKept: boolean;
};
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
  const transfers = await transfersOf(context, kind, rows);
  const findings = reconcileRows(kind, rows, transfers).flatMap((one) => {
    const finding = findingOf(context, kind, one, transfers);
    return isOfPeriod(context, one, finding.row) ? [finding] : [];
  });
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

function reconcileRows(
  kind: DocumentKind,
  rows: readonly EntryRow[],
  transfers: ReadonlyMap<string, PostedDocument>,
): Reconciled<Ours, Theirs>[] {
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
      const kept = keptFigures(transfers.get(row.key));
      const isKept = kept !== null;
      ours.push({ ...(kept ?? figures), kind, fikenId: id, key: row.key, row, isKept });
    } else if (row.figures.standing === "left_out") {
      leftOut.add(row.number);
    }
  }
  const booked = new Set(ours.map(({ key }) => key));
  for (const { row } of theirs) {
    const key = row.figures.rackbeatKey;
    const transfer = key === null ? undefined : transfers.get(key);
    const kept = isKeptAsNothing(transfer) ? keptFigures(transfer) : null;
    if (key === null || kept === null || booked.has(key)) continue;
    ours.push({ ...kept, kind, fikenId: idOf(row.key), key, row: null, isKept: true });
  }
  // What stands in Fiken for a document that is none of the transfer's business is none of ours either.
  return reconcile(ours, theirs).filter(
    (one) => one.outcome !== "extra" || !leftOut.has(one.fiken.row.number),
  );
}

async function transfersOf(
  context: ReconciliationContext,
  kind: DocumentKind,
  rows: readonly EntryRow[],
): Promise<Map<string, PostedDocument>> {
  const keys = rows.flatMap((row) =>
    row.source === "fiken" ? (row.figures.rackbeatKey ?? []) : row.key,
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
  const key = one.outcome === "extra" ? one.fiken.row.figures.rackbeatKey : one.rackbeat.key;
  const transfer = transfers.get(key ?? "") ?? null;
  const shown = rackbeat?.figures ?? fiken?.figures;
  const { result, differences } = judge(one, transfer);
  const posted = rackbeat?.figures;
  return {
    transfer,
    rackbeat,
    row: {
      ...keyOfRun(context),
      kind,
      key: rackbeat?.key ?? fiken?.key ?? key ?? "",
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
      differences,
      reason:
        result === "missing"
          ? { state: transfer?.state ?? null, problem: transfer?.problems[0] ?? null }
          : null,
    },
  };
}

/** In these a document that was posted is there, or was. */
const SETTLED: ReadonlySet<TransferState> = new Set(["verified", "unchanged", "held", "failed"]);

type Judgement = Pick<ReconciliationRow, "result" | "differences">;

function judge(one: Reconciled<Ours, Theirs>, transfer: PostedDocument | null): Judgement {
  if (one.outcome === "extra") return { result: "extra", differences: [] };
  if (one.outcome === "missing" || one.outcome === "deleted") {
    return { result: whyAbsent(one.rackbeat, transfer), differences: [] };
  }
  const { row, isKept } = one.rackbeat;
  const { figures } = one.fiken.row;
  const asInRackbeat: Judgement = {
    ...{ result: figures.fikenKind.endsWith("_draft") ? "draft" : "equal", differences: [] },
  };
  if (!isKept) {
    if (one.outcome === "equal") return asInRackbeat;
    return { result: "changed", differences: one.differences };
  }
  // As it was posted: then that tells also what Fiken does not of a draft.
  const standing = one.outcome === "equal" ? one.rackbeat : figures;
  const differences = row ? differencesOf(row.figures, standing) : [];
  // A person may have made it in Fiken as it is in Rackbeat.
  if (row && differences.length === 0) return asInRackbeat;
  if (one.outcome === "changed") return { result: "changed", differences: one.differences };
  const isOther = row && transfer && isOtherThanSeen(row, transfer);
  return { result: isOther ? "changed" : "kept", differences };
}

function whyAbsent(
  { fikenId }: RackbeatEntry,
  transfer: PostedDocument | null,
): "deleted" | "missing" {
  // A draft that a person has deleted leaves no trace; a reversed sale that was none of ours never stood for it.
  const wasThere = fikenId !== null && transfer !== null && SETTLED.has(transfer.state);
  return wasThere ? "deleted" : "missing";
}

/** A document of another period was read only to tell whose something in Fiken is. */
function isOfPeriod(
  context: ReconciliationContext,
  one: Reconciled<Ours, Theirs>,
  { result }: Finding["row"],
): boolean {
  if (one.outcome === "extra" || result === "changed") return true;
  const { row, date } = one.rackbeat;
  return row === null || isInPeriod(context, row.figures.date) || isInPeriod(context, date);
}
