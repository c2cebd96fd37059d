import { cron } from "inngest";
import { getDatabase } from "@/db/database";
import { continueImport } from "@/lib/import/continue-import";
import { listSleepingImports } from "@/lib/import/sleeping-imports";
import { inngest } from "../client";
import { requestForThese } from "../each-installation";
import { importRequested } from "../events";

/** One step stays well within a serverless function's time limit. */
const BUDGET_MS = 20_000;
/** Then a new run goes on, so that no run's history grows without end. */
const PASSES = 100;

/** Plans, writes or takes back, whatever the installation's one import waits for. */
export const importMasterData = inngest.createFunction(
  {
    id: "import-master-data",
    triggers: [importRequested],
    concurrency: [{ scope: "env", key: "'import:' + event.data.installationId", limit: 1 }],
    retries: 3,
  },
  async ({ event, step }) => {
    const { installationId } = event.data;
    for (let pass = 1; pass <= PASSES; pass += 1) {
      const { more, waitMs } = await step.run(`import-${pass}`, async () =>
        continueImport(await getDatabase(), { installationId, budgetMs: BUDGET_MS }),
      );
      if (!more) return;
      if (waitMs > 0) await step.sleep(`wait-${pass}`, waitMs);
    }
    await step.sendEvent("go-on", importRequested.create({ installationId }));
  },
);

/** Every few minutes: an import that is asleep, because an event was lost or a process died, is woken. */
export const wakeSleepingImports = inngest.createFunction(
  { id: "wake-sleeping-imports", triggers: [cron("*/2 * * * *")], retries: 0 },
  async ({ step }) => {
    const installationIds = await step.run("find-sleeping", async () =>
      listSleepingImports(await getDatabase()),
    );
    await requestForThese(step, "wake", {
      installationIds,
      eventOf: (installation) => importRequested.create(installation),
    });
  },
);
