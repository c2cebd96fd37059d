import { cron } from "inngest";
import { getDatabase } from "@/db/database";
import {
  continueReconciliation,
  requestNightlyReconciliation,
} from "@/lib/reconciliation/reconciliation";
import { inngest } from "../client";
import { requestForEach } from "../each-installation";
import { reconciliationRequested, transferRequested } from "../events";

/** One step stays well within a serverless function's time limit. */
const BUDGET_MS = 20_000;
/** Then a new run goes on, so that no run's history grows without end. */
const PASSES = 100;

/** Nightly: the month before and the current one, of each installation. */
export const scheduleReconciliations = inngest.createFunction(
  { id: "schedule-reconciliations", triggers: [cron("TZ=Europe/Oslo 45 3 * * *")], retries: 1 },
  ({ step }) =>
    requestForEach(step, "reconciliations", ({ installationId }) =>
      reconciliationRequested.create({ installationId, nightly: true }),
    ),
);

/** Compares Rackbeat's booked documents with Fiken's: whatever the installation has asked for and has no result yet. */
export const reconcileDocuments = inngest.createFunction(
  {
    id: "reconcile-documents",
    triggers: [reconciliationRequested],
    concurrency: [{ scope: "env", key: "'reconcile:' + event.data.installationId", limit: 1 }],
    retries: 3,
  },
  async ({ event, step }) => {
    const { installationId, nightly } = event.data;
    if (nightly) {
      await step.run("request", async () => {
        await requestNightlyReconciliation(await getDatabase(), { installationId });
      });
    }
    for (let pass = 1; pass <= PASSES; pass += 1) {
      const { more, waitMs } = await step.run(`reconcile-${pass}`, async () =>
        continueReconciliation(await getDatabase(), { installationId, budgetMs: BUDGET_MS }),
      );
      if (!more) {
        // What it has asked for, or released, goes on now.
        await step.sendEvent("wake-drain", transferRequested.create({ installationId }));
        return;
      }
      if (waitMs > 0) await step.sleep(`wait-${pass}`, waitMs);
    }
    await step.sendEvent("go-on", reconciliationRequested.create({ installationId }));
  },
);
