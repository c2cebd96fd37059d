import type { Database } from "@/db/client";
import { getTransferSettings } from "@/db/queries/transfer-settings";
import { readDigestChoice } from "@/lib/digest/address";
import { readSetUpState } from "../set-up/read-set-up-state";
import type { Preferences } from "./preferences-state";

export async function readPreferences(
  db: Database,
  { installationId }: { installationId: string },
): Promise<Preferences> {
  const [setUp, digest, { pausedAt }] = await Promise.all([
    readSetUpState(db, { installationId }),
    readDigestChoice(db, { installationId }),
    getTransferSettings(db, { installationId }),
  ]);
  return { setUp, digest, pausedAt: pausedAt?.toISOString() ?? null };
}
