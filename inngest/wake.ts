import { log } from "@/lib/log";
import { inngest } from "./client";
import {
  importRequested,
  reconciliationRequested,
  sweepRequested,
  transferRequested,
  upkeepRequested,
} from "./events";

type Installation = { installationId: string };

/** Wakes the drain. A failure loses nothing: what waits is in the database, and `wake-waiting` wakes it within a minute. */
export async function wakeDrain({ installationId }: Installation): Promise<void> {
  await sendOrLog("drain", installationId, () =>
    inngest.send(transferRequested.create({ installationId })),
  );
}

/** Starts a sweep at once, for instance at go-live. A failure loses nothing: sweeps run every ten minutes. */
export async function wakeSweep({ installationId }: Installation): Promise<void> {
  await sendOrLog("sweep", installationId, () =>
    inngest.send(sweepRequested.create({ installationId })),
  );
}

/** Reads product groups and repairs webhooks now. A failure loses nothing: it is done daily anyway. */
export async function wakeUpkeep({ installationId }: Installation): Promise<void> {
  await sendOrLog("upkeep", installationId, () =>
    inngest.send(upkeepRequested.create({ installationId })),
  );
}

/** Starts what was asked to be reconciled. A failure loses nothing: it is written down, and taken up in the night. */
export async function wakeReconciliation({ installationId }: Installation): Promise<void> {
  await sendOrLog("reconciliation", installationId, () =>
    inngest.send(reconciliationRequested.create({ installationId })),
  );
}

/** Goes on with the import now. A failure loses nothing: a sleeping import is woken within minutes. */
export async function wakeImport({ installationId }: Installation): Promise<void> {
  await sendOrLog("import", installationId, () =>
    inngest.send(importRequested.create({ installationId })),
  );
}

async function sendOrLog(
  what: string,
  installationId: string,
  send: () => Promise<unknown>,
): Promise<void> {
  try {
    await send();
  } catch (error) {
    log.error({ err: error, installationId, what }, "the job engine could not be woken");
  }
}
