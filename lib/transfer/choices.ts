import type { Database } from "@/db/client";
import {
  pauseTransfers,
  resumeTransfers,
  saveTransferSettings,
} from "@/db/queries/transfer-settings";
import type { TransferSettings } from "@/db/schema/transfer-settings";
import { releaseHeld } from "./release";

type InstallationKey = { installationId: string };

/** How documents are transferred, as a person chooses it. */
export type TransferChoices = Pick<
  TransferSettings,
  "salesInvoiceMode" | "invoiceIssuer" | "attachPdf" | "startDate"
>;

/** Saves the choices and lets go on what was held for the want of them; answers how many. */
export async function saveChoices(
  db: Database,
  { installationId, choices }: InstallationKey & { choices: TransferChoices },
): Promise<number> {
  return db.transaction(async (tx) => {
    await saveTransferSettings(tx, { installationId, ...choices });
    return releaseHeld(tx, { installationId, curedBy: "settings" });
  });
}

/** Nothing is sent from now on; what comes in meanwhile is kept, and waits. Repeated, the first moment stays. */
export async function pauseTransfer(
  db: Database,
  { installationId, now = new Date() }: InstallationKey & { now?: Date },
): Promise<void> {
  await pauseTransfers(db, { installationId, at: now });
}

/** What has waited may go on; the drain takes it in booking order. */
export async function resumeTransfer(
  db: Database,
  { installationId }: InstallationKey,
): Promise<void> {
  await resumeTransfers(db, { installationId });
}
