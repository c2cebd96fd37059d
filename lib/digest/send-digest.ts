import type { Database } from "@/db/client";
import { findDigest, recordTold } from "@/db/queries/digests";
import { getInstallation } from "@/db/queries/installations";
import { pickLocale } from "@/lib/i18n/locales";
import { listGapsInUse } from "@/lib/transfer/settings/mapping-gaps";
import { listTasks } from "@/lib/transfer/view/tasks";
import { sendMail } from "./mail";
import { newsOf, toldNow, type Waiting } from "./news";
import { wordDigest } from "./word-digest";

/** More causes than anybody reads of. */
const MOST_TASKS = 500;

/**
 * Mails what waits for a person and was not told before, where somebody wants it. False: there is nothing to tell.
 * What was told is written down once the mail server has taken the mail, so that a failure tells it twice at the worst.
 */
export async function sendDigest(
  db: Database,
  { installationId, now = new Date() }: { installationId: string; now?: Date },
): Promise<boolean> {
  const [digest, installation] = await Promise.all([
    findDigest(db, { installationId }),
    getInstallation(db, installationId),
  ]);
  if (!digest?.address || installation.status === "uninstalled") return false;
  const waiting = await readWaiting(db, { installationId, now });
  const news = newsOf(waiting, digest);
  if (!news) {
    await recordTold(db, { installationId, ...toldNow(waiting) });
    return false;
  }
  const { companyName, locale } = installation;
  const reader = { to: digest.address, companyName, locale: pickLocale({ stored: locale }) };
  await sendMail(wordDigest({ ...news, ...reader }));
  await recordTold(db, { installationId, ...news.told, sentAt: now });
  return true;
}

async function readWaiting(
  db: Database,
  { installationId, now }: { installationId: string; now: Date },
): Promise<Waiting> {
  const [tasks, gaps] = await Promise.all([
    listTasks(db, { installationId, limit: MOST_TASKS }),
    listGapsInUse(db, { installationId, now }),
  ]);
  return {
    tasks: tasks.map(({ causeKey, problem, count }) => ({ causeKey, code: problem.code, count })),
    groups: [...new Set(gaps.flatMap(({ productGroup }) => productGroup ?? []))],
  };
}
