import { cron } from "inngest";
import { getDatabase } from "@/db/database";
import { listInstallationsWithDueTransfers } from "@/db/queries/transfers";
import { inngest } from "../client";
import { requestForThese } from "../each-installation";
import { transferRequested } from "../events";

/** Every minute: what is due but asleep, because an event was lost or a process died, is woken. */
export const wakeWaiting = inngest.createFunction(
  { id: "wake-waiting", triggers: [cron("* * * * *")], retries: 0 },
  async ({ step }) => {
    const installationIds = await step.run("find-waiting", async () =>
      listInstallationsWithDueTransfers(await getDatabase(), { now: new Date() }),
    );
    await requestForThese(step, "wake", {
      installationIds,
      eventOf: (installation) => transferRequested.create(installation),
    });
  },
);
