import { cron } from "inngest";
import { getDatabase } from "@/db/database";
import { bringUpToDate } from "@/lib/vendor/bring-up-to-date";
import { inngest } from "../client";

/**
 * Just after midnight where the vendor's months begin: a new month is computed for all agreements here, and not while
 * somebody waits for a screen. Screens do the same where it was missed.
 */
export const keepVendorBooks = inngest.createFunction(
  { id: "keep-vendor-books", triggers: [cron("TZ=Europe/Copenhagen 4 0 * * *")], retries: 2 },
  ({ step }) =>
    step.run("bring-up-to-date", async () => {
      await bringUpToDate(await getDatabase(), new Date());
    }),
);
