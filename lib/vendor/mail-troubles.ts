import type { Database } from "@/db/client";
import {
  claimVendorDigest,
  markVendorDigestSent,
  releaseVendorDigest,
} from "@/db/queries/vendor-digests";
import type { Day } from "@/lib/billing/days";
import { checkMailServer, isMailRefused, type Mail, sendMail } from "@/lib/digest/mail";
import { getEnv } from "@/lib/env";
import { listTroubles } from "./troubles";
import { wordTroubles } from "./word-troubles";

type Morning = { day: Day; now: Date };

/**
 * Mails everybody of `VENDOR_EMAILS` whose transfers stand still, where any do. Nobody gets two of one `day`, whoever
 * asks again: who is mailed is written down first. Where nobody knows whether the mail server has taken a mail it is
 * left at that, for what stands still tomorrow is told tomorrow. Answers how many mails were sent; throws what the first
 * that was not sent met, once the others are.
 */
export async function mailTroubles(db: Database, { day, now }: Morning): Promise<number> {
  const { VENDOR_EMAILS, APP_URL } = getEnv();
  const found = await listTroubles(db, { now });
  if (found.troubles.length === 0 || VENDOR_EMAILS.length === 0) return 0;
  await checkMailServer();
  const mail = wordTroubles(found, { address: `${APP_URL}/vendor/operations` });
  const failures: unknown[] = [];
  let sent = 0;
  for (const to of new Set(VENDOR_EMAILS)) {
    try {
      if (await mailOnce(db, { ...mail, to }, { day, now })) sent += 1;
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  return sent;
}

/** False: this morning's is another's, or was sent before. */
async function mailOnce(db: Database, mail: Mail, { day, now }: Morning): Promise<boolean> {
  const key = { day, address: mail.to };
  if (!(await claimVendorDigest(db, key))) return false;
  try {
    await sendMail(mail);
  } catch (error) {
    if (isMailRefused(error)) await releaseVendorDigest(db, key);
    throw error;
  }
  await markVendorDigestSent(db, { ...key, sentAt: now });
  return true;
}
