import { cron } from "inngest";
import { getDatabase } from "@/db/database";
import { keepUp } from "@/lib/installation/keep-up";
import { releaseHeld } from "@/lib/transfer/hold/release";
import { countAccountUses } from "@/lib/transfer/settings/count-account-uses";
import { inngest } from "../client";
import { requestForEach } from "../each-installation";
import { transferRequested, upkeepRequested } from "../events";

/** Of a step that reads long lists. */
const BUDGET_MS = 20_000;

/** Nightly: asks for the upkeep of each installation. */
export const scheduleUpkeep = inngest.createFunction(
  { id: "schedule-upkeep", triggers: [cron("TZ=Europe/Oslo 15 3 * * *")], retries: 1 },
  ({ step }) =>
    requestForEach(step, "upkeep", (installation) => upkeepRequested.create(installation)),
);

/** Is Rackbeat still there for us, are its webhooks, which product groups are there: looked at, and repaired. */
export const keepUpInstallation = inngest.createFunction(
  {
    id: "keep-up-installation",
    triggers: [upkeepRequested],
    concurrency: [{ scope: "env", key: "'upkeep:' + event.data.installationId", limit: 1 }],
    retries: 2,
  },
  async ({ event, step }) => {
    const { installationId } = event.data;
    await step.run("keep-up", async () => keepUp(await getDatabase(), { installationId }));
    const released = await step.run("release-what-waits-for-groups", async () =>
      releaseHeld(await getDatabase(), { installationId, curedBy: "product_groups" }),
    );
    if (released > 0) {
      await step.sendEvent("wake-drain", transferRequested.create({ installationId }));
    }
    await step.run("count-account-uses", async () =>
      countAccountUses(await getDatabase(), { installationId, budgetMs: BUDGET_MS }),
    );
  },
);
