import { eq, isNotNull } from "drizzle-orm";
import type { Database } from "@/db/client";
import { type Digest, digests } from "@/db/schema/digests";

type InstallationKey = { installationId: string };
type Told = Pick<Digest, "toldCauses" | "toldGroups">;

export async function findDigest(
  db: Database,
  { installationId }: InstallationKey,
): Promise<Digest | null> {
  const [digest] = await db
    .select()
    .from(digests)
    .where(eq(digests.installationId, installationId));
  return digest ?? null;
}

/** Null: no more digests. What has been told stays: another address of the same people wants no repetition. */
export async function saveDigestAddress(
  db: Database,
  { installationId, address }: InstallationKey & { address: string | null },
): Promise<void> {
  await db
    .insert(digests)
    .values({ installationId, address })
    .onConflictDoUpdate({
      target: digests.installationId,
      set: { address, updatedAt: new Date() },
    });
}

/** `sentAt`: a digest went out with it. */
export async function recordTold(
  db: Database,
  { installationId, sentAt, ...told }: InstallationKey & Told & { sentAt?: Date },
): Promise<void> {
  await db
    .update(digests)
    .set({ ...told, ...(sentAt ? { sentAt } : {}) })
    .where(eq(digests.installationId, installationId));
}

/** Over all installations, for the cron: those where somebody wants a digest. */
export async function listDigestInstallations(db: Database): Promise<string[]> {
  const rows = await db
    .select({ installationId: digests.installationId })
    .from(digests)
    .where(isNotNull(digests.address));
  return rows.map(({ installationId }) => installationId);
}
