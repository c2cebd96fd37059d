import type { Database } from "@/db/client";
import { appendSubscriptionEvent } from "@/db/queries/subscription-events";
import {
  getTransferSettings,
  pauseTransfers,
  resumeTransfers,
  saveTransferSettings,
} from "@/db/queries/transfer-settings";
import type { PassedStep, TransferSettings } from "@/db/schema/transfer-settings";
import { entityKind } from "@/db/schema/transfers";
import { releaseHeld } from "@/lib/transfer/hold/release";
import { sweepDocumentsAnew } from "@/lib/transfer/intake/sweep";
import { isSwitchedOn } from "@/lib/transfer/turn/switched-on";

type InstallationKey = { installationId: string };

/** What is transferred and how, as a person chooses it; what is left out stays as it is. */
export type TransferChoices = Partial<
  Pick<
    TransferSettings,
    | "salesInvoiceMode"
    | "invoiceIssuer"
    | "attachPdf"
    | "startDate"
    | "supplierInvoiceMode"
    | "creditNoteForm"
    | "supplierNumberFields"
    | "kinds"
    | "invoiceBankAccount"
  >
>;

export type ChoicesSaved = {
  /** How many go on that were held or left out for the want of the choices. */
  released: number;
  /** There may be something in Rackbeat that was not looked for before. */
  isMoreWanted: boolean;
};

/** Saves the choices and lets go on what waited for them. An earlier start date has older documents looked for. */
export async function saveChoices(
  db: Database,
  { installationId, choices }: InstallationKey & { choices: TransferChoices },
): Promise<ChoicesSaved> {
  return db.transaction(async (tx) => {
    const before = await getTransferSettings(tx, { installationId });
    await saveTransferSettings(tx, { installationId, ...choices });
    const after = await getTransferSettings(tx, { installationId });
    const { startDate, liveAt } = after;
    const isEarlier =
      before.startDate !== null && startDate !== null && startDate < before.startDate;
    if (isEarlier && liveAt) await sweepDocumentsAnew(tx, { installationId, startDate, liveAt });
    const released = await releaseHeld(tx, { installationId, curedBy: "settings" });
    const isMoreOn = entityKind.enumValues.some(
      (kind) => isSwitchedOn(kind, after) && !isSwitchedOn(kind, before),
    );
    return { released, isMoreWanted: isEarlier || isMoreOn };
  });
}

/** Notes that an optional step of the set-up was dealt with, or is to be offered again. */
export async function passStep(
  db: Database,
  { installationId, step, isPassed }: InstallationKey & { step: PassedStep; isPassed: boolean },
): Promise<void> {
  await db.transaction(async (tx) => {
    const { passedSteps } = await getTransferSettings(tx, { installationId });
    const others = passedSteps.filter((passed) => passed !== step);
    await saveTransferSettings(tx, {
      installationId,
      passedSteps: isPassed ? [...others, step] : others,
    });
  });
}

/** Nothing is sent from now on; what comes in meanwhile is kept, and waits. Repeated, the first moment stays. */
export async function pauseTransfer(
  db: Database,
  { installationId, now = new Date() }: InstallationKey & { now?: Date },
): Promise<void> {
  await db.transaction(async (tx) => {
    const { pausedAt } = await getTransferSettings(tx, { installationId });
    if (pausedAt !== null) return;
    await pauseTransfers(tx, { installationId, at: now });
    await appendSubscriptionEvent(tx, { installationId, kind: "paused", at: now });
  });
}

/** What has waited may go on; the drain takes it in booking order. */
export async function resumeTransfer(
  db: Database,
  { installationId, now = new Date() }: InstallationKey & { now?: Date },
): Promise<void> {
  await db.transaction(async (tx) => {
    const { pausedAt } = await getTransferSettings(tx, { installationId });
    if (pausedAt === null) return;
    await resumeTransfers(tx, { installationId });
    await appendSubscriptionEvent(tx, { installationId, kind: "resumed", at: now });
  });
}
