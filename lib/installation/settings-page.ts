import type { Database } from "@/db/client";
import { findInstallationByAgreement } from "@/db/queries/installations";
import type { Installation } from "@/db/schema/installations";
import { hashSecret, newSecret, sameSecret } from "@/lib/secrets/secret";

export type OpenedSettings =
  | { installation: Installation; reason: null }
  | { installation: null; reason: "not_found" }
  /** Told only to who has the right secret. */
  | { installation: null; reason: "uninstalled" };

/** Compared with where there is no such agreement, so that the answer takes as long. */
const NOBODYS_HASH = hashSecret(newSecret());

/** The installation whose settings page this address opens: the address is the password. */
export async function openSettings(
  db: Database,
  { agreementId, secret }: { agreementId: string; secret: string },
): Promise<OpenedSettings> {
  const installation = await findInstallationByAgreement(db, agreementId);
  const right = sameSecret(hashSecret(secret), installation?.settingsSecretHash ?? NOBODYS_HASH);
  if (!installation || !right) return { installation: null, reason: "not_found" };
  if (installation.status === "uninstalled") return { installation: null, reason: "uninstalled" };
  return { installation, reason: null };
}
