import { getDatabase } from "@/db/database";
import { drain } from "@/lib/transfer/drain";
import { inngest } from "../client";
import { transferRequested } from "../events";

/** One step stays well within a serverless function's time limit. */
const BUDGET_MS = 20_000;
/** What is due later than this is left to `wake-waiting`. */
const LONGEST_WAIT_MS = 50_000;
/** Then a new run goes on, so that no run's history grows without end. */
const PASSES = 100;

/** Works through what is due for an installation. One at a time; the lease on the grant's lane holds where this does not. */
export const drainLane = inngest.createFunction(
  {
    id: "drain-lane",
    triggers: [transferRequested],
    concurrency: [{ scope: "env", key: "'drain:' + event.data.installationId", limit: 1 }],
    retries: 3,
  },
  async ({ event, step }) => {
    const { installationId } = event.data;
    for (let pass = 1; pass <= PASSES; pass += 1) {
      const { more, waitMs } = await step.run(`drain-${pass}`, async () =>
        drain(await getDatabase(), { installationId, budgetMs: BUDGET_MS }),
      );
      if (more) continue;
      if (waitMs === null || waitMs > LONGEST_WAIT_MS) return;
      await step.sleep(`wait-${pass}`, Math.max(waitMs, 250));
    }
    await step.sendEvent("go-on", transferRequested.create({ installationId }));
  },
);
