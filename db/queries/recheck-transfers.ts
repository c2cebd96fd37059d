import { and, asc, eq, inArray, isNull, lte, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { transfers } from "@/db/schema/transfers";
import type { ProblemCode } from "@/lib/errors/catalog";
import { WORK_ORDER } from "./transfers";

type Recheck = {
  installationId: string;
  connectionId: string;
  now: Date;
  /** Codes whose cause lies outside of the transfer: the first in booking order asks for all that wait for it. */
  shared: readonly ProblemCode[];
  /** What waits for a person to decide is left alone. */
  decided: readonly ProblemCode[];
  limit: number;
};

const CODE_OF_CAUSE = sql`split_part(cause, ':', 1)`;

/**
 * Puts back in line what stopped and is due to be looked at again: one per shared cause, and each that stopped for a
 * cause of its own; those that have been due longest, up to `limit`. They keep their causes: what of these is gone
 * after the turn is gone for the others too. Returns the ids.
 */
export async function releaseProbes(
  db: Database,
  { installationId, connectionId, now, shared, decided, limit }: Recheck,
): Promise<string[]> {
  const asksFor = sql<string>`unnest(array(
    select case when ${isOneOf(shared)} then cause else ${transfers.id}::text end
    from unnest(${transfers.causes}) cause))`.as("asks_for");
  const isStopped = and(
    eq(transfers.installationId, installationId),
    eq(transfers.connectionId, connectionId),
    inArray(transfers.state, ["held", "failed"]),
    isNull(transfers.claim),
  );
  const first = db.$with("first").as(
    db
      .selectDistinctOn([asksFor], { id: transfers.id, dueAt: transfers.dueAt, asksFor })
      .from(transfers)
      .where(
        and(
          isStopped,
          sql`not exists (select from unnest(${transfers.causes}) cause where ${isOneOf(decided)})`,
        ),
      )
      .orderBy(asc(asksFor), ...WORK_ORDER),
  );
  const probes = await db
    .with(first)
    .selectDistinct({ id: first.id, dueAt: first.dueAt })
    .from(first)
    .where(lte(first.dueAt, now))
    .orderBy(asc(first.dueAt), asc(first.id))
    .limit(limit);
  if (probes.length === 0) return [];
  const ids = probes.map(({ id }) => id);
  const released = await db
    .update(transfers)
    .set({ state: "pending", dueAt: now, attempts: 0 })
    .where(and(isStopped, inArray(transfers.id, ids)))
    .returning({ id: transfers.id });
  return released.map(({ id }) => id);
}

function isOneOf(codes: readonly ProblemCode[]) {
  const listed = sql.join(
    codes.map((code) => sql`${code}`),
    sql`, `,
  );
  return sql`${CODE_OF_CAUSE} in (${listed})`;
}
