import { and, desc, eq, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { type Grant, grants } from "@/db/schema/grants";

export type GrantKey = { installationId: string; grantId: string };
/** Both tokens sealed. */
type SealedTokens = Pick<Grant, "accessToken" | "refreshToken" | "accessTokenExpiresAt">;

export async function createGrant(
  db: Database,
  grant: SealedTokens & { installationId: string },
): Promise<Grant> {
  const [created] = await db.insert(grants).values(grant).returning();
  if (!created) throw new Error("The grant was not inserted");
  return created;
}

/** The newest that Fiken has not revoked: an older one may still serve until a reconnect is finished. */
export async function findCurrentGrant(
  db: Database,
  { installationId }: { installationId: string },
): Promise<Grant | null> {
  const [grant] = await db
    .select()
    .from(grants)
    .where(and(eq(grants.installationId, installationId), eq(grants.status, "active")))
    .orderBy(desc(grants.createdAt), desc(grants.id))
    .limit(1);
  return grant ?? null;
}

export async function getGrant(db: Database, key: GrantKey): Promise<Grant> {
  const [grant] = await db.select().from(grants).where(isGrant(key));
  if (!grant) throw new Error(`Grant ${key.grantId} does not exist`);
  return grant;
}

/** Compare-and-swap. Null: another worker refreshed first (read its tokens), or the grant was revoked. */
export async function swapGrantTokens(
  db: Database,
  { installationId, grantId, version, ...tokens }: GrantKey & SealedTokens & { version: number },
): Promise<Grant | null> {
  const [swapped] = await db
    .update(grants)
    .set({ ...tokens, version: sql`${grants.version} + 1` })
    .where(
      and(
        isGrant({ installationId, grantId }),
        eq(grants.version, version),
        eq(grants.status, "active"),
      ),
    )
    .returning();
  return swapped ?? null;
}

export async function markGrantRevoked(db: Database, key: GrantKey): Promise<void> {
  await db.update(grants).set({ status: "revoked" }).where(isGrant(key));
}

function isGrant({ installationId, grantId }: GrantKey) {
  return and(eq(grants.id, grantId), eq(grants.installationId, installationId));
}
