import { and, asc, eq, inArray, lt } from "drizzle-orm";
import type { Database } from "@/db/client";
import { type Authorization, authorizations } from "@/db/schema/authorizations";

/*
 * An install has no installation before its login is finished, so these look-ups go by what only the person walking
 * through it knows (the OAuth state, Rackbeat's install token), both unguessable and kept as hashes.
 */

type Walk = Pick<Authorization, "stateHash" | "expiresAt">;
type InstallWalk = Walk & { installTokenHash: string; installToken: string };

/**
 * The walk of this install token, with a new state while it has not ended: who opens the install link again goes on
 * in the newest window. One that has ended is returned as it is; its `status` says how.
 */
export async function ensureAuthorization(db: Database, walk: InstallWalk): Promise<Authorization> {
  const { installTokenHash, ...values } = walk;
  const [current] = await db
    .insert(authorizations)
    .values({ ...walk, purpose: "install" })
    .onConflictDoUpdate({
      target: authorizations.installTokenHash,
      set: values,
      setWhere: eq(authorizations.status, "started"),
    })
    .returning();
  if (current) return current;

  const [ended] = await db
    .select()
    .from(authorizations)
    .where(eq(authorizations.installTokenHash, installTokenHash));
  if (!ended) throw new Error("The authorization was there, and then was not");
  return ended;
}

export async function startReconnect(
  db: Database,
  walk: Walk & { installationId: string },
): Promise<Authorization> {
  const [started] = await db
    .insert(authorizations)
    .values({ ...walk, purpose: "reconnect" })
    .returning();
  if (!started) throw new Error("The authorization was not inserted");
  return started;
}

export async function findAuthorizationByState(
  db: Database,
  stateHash: string,
): Promise<Authorization | null> {
  const [authorization] = await db
    .select()
    .from(authorizations)
    .where(eq(authorizations.stateHash, stateHash));
  return authorization ?? null;
}

/** Rackbeat's install token can be accepted only once: of several callbacks one gets true. */
export async function claimAuthorization(db: Database, authorizationId: string): Promise<boolean> {
  const claimed = await db
    .update(authorizations)
    .set({ status: "accepting" })
    .where(and(eq(authorizations.id, authorizationId), eq(authorizations.status, "started")))
    .returning({ id: authorizations.id });
  return claimed.length > 0;
}

/** The claim came to nothing before anything was accepted: the install link may be opened again. */
export async function releaseAuthorization(db: Database, authorizationId: string): Promise<void> {
  await db
    .update(authorizations)
    .set({ status: "started" })
    .where(and(eq(authorizations.id, authorizationId), eq(authorizations.status, "accepting")));
}

type Ending = {
  authorizationId: string;
  status: "finished" | "cancelled" | "failed";
  installationId?: string;
  redirectTo?: string;
};

/** Ends the walk and forgets its install token. False: it had ended already, and stays as it was. */
export async function finishAuthorization(
  db: Database,
  { authorizationId, ...ending }: Ending,
): Promise<boolean> {
  const ended = await db
    .update(authorizations)
    .set({ ...ending, installToken: null })
    .where(
      and(
        eq(authorizations.id, authorizationId),
        inArray(authorizations.status, ["started", "accepting"]),
      ),
    )
    .returning({ id: authorizations.id });
  return ended.length > 0;
}

/** Walks that nobody finished, of all agreements, oldest first: Rackbeat is told that they are off. */
export async function listExpiredAuthorizations(
  db: Database,
  { now, limit }: { now: Date; limit: number },
): Promise<Authorization[]> {
  return db
    .select()
    .from(authorizations)
    .where(and(eq(authorizations.status, "started"), lt(authorizations.expiresAt, now)))
    .orderBy(asc(authorizations.expiresAt))
    .limit(limit);
}
