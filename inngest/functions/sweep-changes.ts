import { cron } from "inngest";
import { getDatabase } from "@/db/database";
import { recheckStopped } from "@/lib/transfer/hold/recheck";
import { listDueSweeps, type Swept, sweepKind } from "@/lib/transfer/intake/sweep";
import { inngest } from "../client";
import { requestForEach } from "../each-installation";
import { sweepRequested, transferRequested } from "../events";

/** One step stays well within a serverless function's time limit. */
const BUDGET_MS = 20_000;

/** Every ten minutes: asks for a sweep of each installation. */
export const scheduleSweeps = inngest.createFunction(
  { id: "schedule-sweeps", triggers: [cron("*/10 * * * *")], retries: 0 },
  ({ step }) =>
    requestForEach(step, "sweeps", (installation) => sweepRequested.create(installation)),
);

/** Tries again what may have been cured where nobody tells us; finds what a webhook missed, kind by kind. */
export const sweepChanges = inngest.createFunction(
  {
    id: "sweep-changes",
    triggers: [sweepRequested],
    concurrency: [{ scope: "env", key: "'sweep:' + event.data.installationId", limit: 1 }],
    retries: 2,
  },
  async ({ event, step }) => {
    const { installationId } = event.data;
    const rechecked = await step.run("recheck-stopped", async () =>
      recheckStopped(await getDatabase(), { installationId }),
    );
    if (rechecked > 0) {
      await step.sendEvent("wake-drain-recheck", transferRequested.create({ installationId }));
    }
    const kinds = await step.run("find-due", async () =>
      listDueSweeps(await getDatabase(), { installationId }),
    );
    for (const kind of kinds) {
      let requested = 0;
      let place: Swept["next"] = null;
      let part = 0;
      do {
        part += 1;
        const from: Swept["next"] = place;
        const swept: Swept = await step.run(`sweep-${kind}-${part}`, async () =>
          sweepKind(await getDatabase(), {
            ...{ installationId, kind, place: from, budgetMs: BUDGET_MS },
          }),
        );
        requested += swept.requested;
        place = swept.next;
      } while (place);
      if (requested > 0) {
        await step.sendEvent(`wake-drain-${kind}`, transferRequested.create({ installationId }));
      }
    }
  },
);
