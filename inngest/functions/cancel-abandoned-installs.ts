import { cron } from "inngest";
import { getDatabase } from "@/db/database";
import { cancelAbandonedInstalls } from "@/lib/installation/cancel-install";
import { inngest } from "../client";

/** Every hour: installs that nobody finished are cancelled in Rackbeat. */
export const cancelAbandoned = inngest.createFunction(
  { id: "cancel-abandoned-installs", triggers: [cron("23 * * * *")], retries: 1 },
  ({ step }) =>
    step.run("cancel-abandoned", async () => {
      await cancelAbandonedInstalls(await getDatabase(), {});
    }),
);
