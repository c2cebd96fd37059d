import type { Database } from "@/db/client";
import { getInstallation, replaceSettingsSecret } from "@/db/queries/installations";
import { hashSecret, newSecret } from "@/lib/secrets/secret";
import { settingsUrl } from "./addresses";
import { rackbeatOf } from "./providers";

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
