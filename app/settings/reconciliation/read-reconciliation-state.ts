import type { Database } from "@/db/client";
import { listReconciliationRows, listReconciliations } from "@/db/queries/reconciliations";
import type { Reconciliation, ReconciliationRow } from "@/db/schema/reconciliations";
import { explain } from "@/lib/i18n/explain";
import { explainDifference } from "@/lib/i18n/explain-differences";
import type { Locale } from "@/lib/i18n/locales";
import { differenceMinor } from "@/lib/reconciliation/csv";
import { currentMonths } from "@/lib/reconciliation/period";
import type {
  ReconciliationRowState,
  ReconciliationState,
  ResultName,
} from "./reconciliation-state";

const MOST_ROWS = 200;
/** Documents that differ matter: the equal ones are shown where they are asked for. */
const AMOUNTS: ReadonlySet<string> = new Set(["grossMinor"]);

/** The newest reconciliation, with its rows of one result or of all. */
export async function readReconciliationState(
  db: Database,
  {
    installationId,
    locale,
    result,
  }: { installationId: string; locale: Locale; result: ResultName | null },
): Promise<ReconciliationState> {
  const [newest] = await listReconciliations(db, { installationId, limit: 1 });
  const { periodFrom: from, periodTo: to } = currentMonths(new Date());
  const proposed = { from, to };
  if (!newest) return { newest: null, proposed, rows: [], hasMore: false };
  const rows = await listReconciliationRows(db, {
    ...{ installationId, reconciliationId: newest.id },
    ...(result && { result }),
    ...{ limit: MOST_ROWS + 1, offset: 0 },
  });
  return {
    newest: shownRun(newest, locale),
    proposed,
    rows: rows.slice(0, MOST_ROWS).map((row) => shownRow(row, locale)),
    hasMore: rows.length > MOST_ROWS,
  };
}

function shownRun(run: Reconciliation, locale: Locale): ReconciliationState["newest"] {
  const { id, periodFrom, periodTo, startedAt, finishedAt, failure, counts } = run;
  return {
    ...{ id, periodFrom, periodTo, counts },
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    failure: failure && explain(failure, locale),
  };
}

function shownRow(row: ReconciliationRow, locale: Locale): ReconciliationRowState {
  const { id, number, transferId, documentDate, partyName, rackbeatMinor, fikenMinor } = row;
  const { result, reason, differences } = row;
  const currency = row.currency ?? "NOK";
  return {
    ...{ id, number, transferId, documentDate, partyName, rackbeatMinor, fikenMinor, result },
    kind: row.kind === "supplier_invoice" ? "supplier_invoice" : "customer_invoice",
    currency,
    differenceMinor: differenceMinor(row),
    differences: differences
      .filter(({ field }) => !AMOUNTS.has(field))
      .map((difference) => explainDifference(difference, { currency, locale })),
    reason: reason && {
      state: reason.state,
      cause: reason.problem && explain(reason.problem, locale).cause,
    },
  };
}
