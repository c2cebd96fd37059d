import type { Database } from "@/db/client";
import {
  findInstallationByAgreement,
  getInstallation,
  replaceSettingsSecret,
} from "@/db/queries/installations";
import type { Installation } from "@/db/schema/installations";
import { rackbeatOf } from "@/lib/agreement/rackbeat-of";
import { hashSecret, newSecret, sameSecret } from "@/lib/secrets/secret";
import { settingsUrl } from "./addresses";

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

/** Gives the settings page a new address in Rackbeat; the former one opens nothing any more. Throws CallFailure. */
export async function rotateSettingsSecret(
  db: Database,
  { installationId }: { installationId: string },
): Promise<void> {
  const installation = await getInstallation(db, installationId);
  const { agreementId, appSlug } = installation;
  const secret = newSecret();
  await rackbeatOf(installation).setSettingsUrl(appSlug, settingsUrl(agreementId, secret));
  await replaceSettingsSecret(db, { installationId, settingsSecretHash: hashSecret(secret) });
}
