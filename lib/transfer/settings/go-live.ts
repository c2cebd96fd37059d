import type { Database } from "@/db/client";
import { findActiveConnection } from "@/db/queries/connections";
import { appendSubscriptionEvent } from "@/db/queries/subscription-events";
import {
  getTransferSettings,
  markLive,
  saveTransferSettings,
} from "@/db/queries/transfer-settings";
import { AppError } from "@/lib/errors/app-error";
import { sweepDocumentsAnew } from "@/lib/transfer/intake/sweep";
import { listGapsInUse } from "./mapping-gaps";

/** What has to be done before documents may be transferred. */
export type SetUpGap = "connection" | "mode" | "mapping";

/** The mapping has to be complete for the product groups in use; a group that comes later holds its own documents. */
export async function listSetUpGaps(
  db: Database,
  { installationId }: { installationId: string },
): Promise<SetUpGap[]> {
  const connection = await findActiveConnection(db, { installationId });
  const settings = await getTransferSettings(db, { installationId });
  const gaps: SetUpGap[] = [];
  if (!connection) gaps.push("connection");
  if (settings.salesInvoiceMode === null) gaps.push("mode");
  if ((await listGapsInUse(db, { installationId })).length > 0) gaps.push("mapping");
  return gaps;
}

/**
 * From now on booked documents are transferred, from the chosen start date or else from today (in Norway); the sweeps
 * look for them anew, for the company may be another than the last time. The bill goes on as it was.
 * Throws `connection.set_up_incomplete` and names what is missing.
 */
export async function goLive(
  db: Database,
  { installationId, now = new Date() }: { installationId: string; now?: Date },
): Promise<void> {
  const gaps = await listSetUpGaps(db, { installationId });
  if (gaps.length > 0) {
    const missing = gaps.join(", ");
    throw new AppError({ code: "connection.set_up_incomplete", details: { missing } });
  }
  await db.transaction(async (tx) => {
    const settings = await getTransferSettings(tx, { installationId });
    if (settings.liveAt !== null) return;
    const startDate = settings.startDate ?? todayInNorway(now);
    await saveTransferSettings(tx, { installationId, startDate });
    await markLive(tx, { installationId, at: now });
    await sweepDocumentsAnew(tx, { installationId, startDate, liveAt: now });
    await appendSubscriptionEvent(tx, { installationId, kind: "live", at: now });
  });
}

/** `yyyy-mm-dd` in Oslo: the day a bookkeeper means by "today". */
function todayInNorway(now: Date): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Oslo", dateStyle: "short" }).format(
    now,
  );
}
