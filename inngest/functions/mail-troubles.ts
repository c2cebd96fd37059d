import { cron } from "inngest";
import { getDatabase } from "@/db/database";
import { copenhagenDay } from "@/lib/billing/days";
import { canSendMail } from "@/lib/digest/mail";
import { mailTroubles } from "@/lib/vendor/mail-troubles";
import { inngest } from "../client";

/** Every morning at the vendor's: tells its staff whose transfers stand still, where any do. */
export const mailVendorTroubles = inngest.createFunction(
  { id: "mail-vendor-troubles", triggers: [cron("TZ=Europe/Copenhagen 40 6 * * *")], retries: 3 },
  async ({ step }) => {
    if (!canSendMail()) return;
    // What is tried again after midnight is still this morning's.
    const day = await step.run("begin-morning", () => copenhagenDay(new Date()));
    await step.run("mail", async () => mailTroubles(await getDatabase(), { day, now: new Date() }));
  },
);
