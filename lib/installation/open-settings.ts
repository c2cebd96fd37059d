import type { Database } from "@/db/client";
import { findInstallationByAgreement } from "@/db/queries/installations";
import type { Installation } from "@/db/schema/installations";
import { hashSecret, newSecret, sameSecret } from "@/lib/secrets/secret";

/** Compared with where there is no such agreement, so that the answer takes as long. */
const NOBODYS_HASH = hashSecret(newSecret());

/**
 * The installation whose settings page this address opens: the address is the password. An uninstalled one too, as
 * its `status` says. Null for everything else, without telling what was wrong.
 */
export async function openSettings(
  db: Database,
  { agreementId, secret }: { agreementId: string; secret: string },
): Promise<Installation | null> {
  const installation = await findInstallationByAgreement(db, agreementId);
  const right = sameSecret(hashSecret(secret), installation?.settingsSecretHash ?? NOBODYS_HASH);
  return right ? installation : null;
}
