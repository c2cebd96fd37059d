import type { Database } from "@/db/client";
import { findDigest, saveDigestAddress } from "@/db/queries/digests";
import { canSendMail } from "./mail";

export type DigestChoice = {
  address: string | null;
  /** The app has a mail server. */
  isOffered: boolean;
};

export async function readDigestChoice(
  db: Database,
  { installationId }: { installationId: string },
): Promise<DigestChoice> {
  const digest = await findDigest(db, { installationId });
  return { address: digest?.address ?? null, isOffered: canSendMail() };
}

/** Where digests go from now on; null: nowhere. */
export async function chooseDigestAddress(
  db: Database,
  choice: { installationId: string; address: string | null },
): Promise<void> {
  await saveDigestAddress(db, choice);
}
