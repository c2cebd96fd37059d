import { and, eq, gte, like, or, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { postings } from "@/db/schema/postings";

type Sought = {
  installationId: string;
  connectionId: string;
  /** What the keys of the other role's contacts begin with. */
  keyPrefix: string;
  organizationNumber: string | undefined;
  email: string | undefined;
  /** An intent that is older has been looked up by now. */
  intentSince: Date;
  /** A contact that was made before is found by a look-up. */
  madeSince: Date;
};

/**
 * The key of a contact of the other role, with the same organisation number or e-mail, that is being made or was made
 * just now; null where there is none.
 */
export async function findTwinUnderWay(
  db: Database,
  {
    installationId,
    connectionId,
    keyPrefix,
    organizationNumber = "",
    email = "",
    intentSince,
    madeSince,
  }: Sought,
): Promise<string | null> {
  const said = (field: string) => sql`coalesce(${postings.request}->>${field}, '')`;
  const isSame = or(
    and(
      sql`${organizationNumber} <> ''`,
      sql`${said("organizationNumber")} = ${organizationNumber}`,
    ),
    and(sql`${email} <> ''`, sql`lower(${said("email")}) = lower(${email})`),
  );
  const [twin] = await db
    .select({ key: postings.key })
    .from(postings)
    .where(
      and(
        eq(postings.installationId, installationId),
        eq(postings.connectionId, connectionId),
        eq(postings.kind, "contact"),
        like(postings.key, `${keyPrefix}%`),
        gte(postings.intentAt, intentSince),
        or(
          eq(postings.state, "intent"),
          and(eq(postings.state, "accepted"), gte(postings.outcomeAt, madeSince)),
        ),
        isSame,
      ),
    )
    .limit(1);
  return twin?.key ?? null;
}
