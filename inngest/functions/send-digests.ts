import { cron } from "inngest";
import { getDatabase } from "@/db/database";
import { listDigestInstallations } from "@/db/queries/digests";
import { canSendMail } from "@/lib/digest/mail";
import { sendDigest } from "@/lib/digest/send-digest";
import { inngest } from "../client";
import { requestForThese } from "../each-installation";
import { digestRequested } from "../events";

/** Every morning: asks for a digest of each installation where somebody wants one. */
export const scheduleDigests = inngest.createFunction(
  { id: "schedule-digests", triggers: [cron("TZ=Europe/Oslo 30 6 * * *")], retries: 1 },
  async ({ step }) => {
    if (!canSendMail()) return;
    const installationIds = await step.run("list-installations", async () =>
      listDigestInstallations(await getDatabase()),
    );
    await requestForThese(step, "request-digests", {
      installationIds,
      eventOf: (installation) => digestRequested.create(installation),
    });
  },
);

/** Mails what waits for a person and was not told before. */
export const mailDigest = inngest.createFunction(
  {
    id: "mail-digest",
    triggers: [digestRequested],
    // Mail servers dislike many connections at once.
    concurrency: [
      { scope: "env", key: "'digests'", limit: 4 },
      { scope: "env", key: "'digest:' + event.data.installationId", limit: 1 },
    ],
    retries: 3,
  },
  async ({ event, step }) => {
    const { installationId } = event.data;
    await step.run("mail", async () => sendDigest(await getDatabase(), { installationId }));
  },
);
