import type { Database } from "@/db/client";
import { findActiveConnection } from "@/db/queries/connections";
import { getInstallation } from "@/db/queries/installations";
import { getTransferSettings } from "@/db/queries/transfer-settings";
import type { Reconciliation } from "@/db/schema/reconciliations";
import { type FikenCompanyClient, openFikenCompany } from "@/lib/connection/open-fiken-company";
import { getEnv } from "@/lib/env";
import { AppError } from "@/lib/errors/app-error";
import { createRackbeatClient, type RackbeatClient } from "@/lib/rackbeat/client";
import { open } from "@/lib/secrets/seal";

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

/** Reading only, so it is done while transfers are paused too. Throws `fiken.not_connected`, also after a change of company. */
export async function openReconciliation(
  db: Database,
  { run, now }: { run: Reconciliation; now: () => Date },
): Promise<ReconciliationContext> {
  const { installationId, connectionId } = run;
  const installation = await getInstallation(db, installationId);
  if (installation.status !== "active") {
    throw new AppError({ code: "rackbeat.token_dead", details: {} });
  }
  const connection = await findActiveConnection(db, { installationId });
  if (connection?.id !== connectionId) {
    throw new AppError({ code: "fiken.not_connected", details: {} });
  }
  return {
    ...{ db, installationId, connectionId, run, now },
    settings: await getTransferSettings(db, { installationId }),
    rackbeat: createRackbeatClient({
      baseUrl: getEnv().RACKBEAT_URL,
      token: open(installation.rackbeatToken),
    }),
    fiken: await openFikenCompany(db, { installationId }),
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
