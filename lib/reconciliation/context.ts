import type { Database } from "@/db/client";
import { getTransferSettings } from "@/db/queries/transfer-settings";
import type { Reconciliation } from "@/db/schema/reconciliations";
import { openConnectedRackbeat } from "@/lib/agreement/open-rackbeat";
import { type FikenCompanyClient, openFikenCompany } from "@/lib/connection/open-fiken-company";
import type { RackbeatClient } from "@/lib/rackbeat/client";

/** The two kinds of document; credit notes are among them. */
export type DocumentKind = "customer_invoice" | "supplier_invoice";

/** What one reconciliation works with. */
export type ReconciliationContext = {
  db: Database;
  installationId: string;
  connectionId: string;
  run: Reconciliation;
  settings: Awaited<ReturnType<typeof getTransferSettings>>;
  rackbeat: RackbeatClient;
  fiken: FikenCompanyClient;
  now: () => Date;
};

/** Reading only, so it is done while transfers are paused too. Throws `rackbeat.token_dead` or `fiken.not_connected`. */
export async function openReconciliation(
  db: Database,
  { run, now }: { run: Reconciliation; now: () => Date },
): Promise<ReconciliationContext> {
  const { installationId, connectionId } = run;
  const rackbeat = await openConnectedRackbeat(db, { installationId, connectionId });
  return {
    ...{ db, installationId, connectionId, run, now },
    settings: await getTransferSettings(db, { installationId }),
    rackbeat,
    fiken: await openFikenCompany(db, { installationId, connectionId }),
  };
}

export function keyOfRun({ installationId, run }: ReconciliationContext) {
  return { installationId, reconciliationId: run.id };
}

export function connectedOf({ installationId, connectionId }: ReconciliationContext) {
  return { installationId, connectionId };
}

/** Days, both included. */
export function isInPeriod({ run }: ReconciliationContext, date: string): boolean {
  return date >= run.periodFrom && date <= run.periodTo;
}

/** Supplier invoices count as switched off until somebody has chosen what they become in Fiken. */
export function isReconciled(kind: DocumentKind, { settings }: ReconciliationContext): boolean {
  if (kind === "supplier_invoice" && settings.supplierInvoiceMode === null) return false;
  return settings.kinds.includes(kind);
}
