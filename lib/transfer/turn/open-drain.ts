import type { Database } from "@/db/client";
import { findActiveConnection } from "@/db/queries/connections";
import { getInstallation } from "@/db/queries/installations";
import { getTransferSettings } from "@/db/queries/transfer-settings";
import { rackbeatOf } from "@/lib/agreement/rackbeat-of";
import { openFikenOf } from "@/lib/connection/open-fiken-company";
import type { DrainContext } from "./context";
import { ledgerIndexOf } from "./ledger-index";
import { Ahead } from "./read-ahead";
import { readRules } from "./rules";
import { isLive } from "./switched-on";

/** What a drain works with; null where nothing may be transferred: uninstalled, not connected, not live, paused. */
export async function openDrain(
  db: Database,
  { installationId, now }: { installationId: string; now: () => Date },
): Promise<DrainContext | null> {
  const installation = await getInstallation(db, installationId);
  // The company before the settings: choosing another one ends being live, and is seen in whichever order it falls.
  const connection = await findActiveConnection(db, { installationId });
  const settings = await getTransferSettings(db, { installationId });
  if (installation.status !== "active" || !isLive(settings) || !connection) return null;

  return {
    db,
    installationId,
    connection,
    settings,
    rules: await readRules(db, { installationId }),
    rackbeat: rackbeatOf(installation),
    fiken: openFikenOf(db, connection),
    known: {
      itemGroups: new Map(),
      ledgers: {
        customer_invoice: ledgerIndexOf(connection.id, "customer_invoice", now()),
        supplier_invoice: ledgerIndexOf(connection.id, "supplier_invoice", now()),
      },
      ahead: { customer_invoice: new Ahead(), supplier_invoice: new Ahead() },
      unverified: 0,
    },
    now,
  };
}
