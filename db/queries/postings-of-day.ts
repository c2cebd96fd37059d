import { and, eq, inArray, ne, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { LIVE_STATES, postings } from "@/db/schema/postings";
import { type EntityKind, transfers } from "@/db/schema/transfers";

/** What stands, or may stand, in Fiken for another document of the same party and day. */
export type OtherPosting = Awaited<ReturnType<typeof listOtherPostingsOfDay>>[number];

/** Of the same connection and kind, all but the transfer's own. `day`: `yyyy-mm-dd`. */
export async function listOtherPostingsOfDay(
  db: Database,
  {
    installationId,
    connectionId,
    transferId,
    kind,
    day,
    contactId,
  }: {
    installationId: string;
    connectionId: string;
    transferId: string;
    kind: EntityKind;
    day: string;
    contactId: number;
  },
) {
  return db
    .select({
      state: postings.state,
      fikenId: postings.fikenId,
      intentAt: postings.intentAt,
      request: postings.request,
      /** As it was read last; a draft that was approved since it was posted has another id. */
      lastSeen: { fikenKind: transfers.fikenKind, fikenId: transfers.fikenId },
    })
    .from(transfers)
    .innerJoin(
      postings,
      and(
        eq(postings.transferId, transfers.id),
        eq(postings.installationId, transfers.installationId),
        sql`${postings.kind} = ${transfers.kind}::text`,
        inArray(postings.state, [...LIVE_STATES]),
        sql`${postings.request}->>'contactId' = ${String(contactId)}`,
      ),
    )
    .where(
      and(
        eq(transfers.installationId, installationId),
        eq(transfers.connectionId, connectionId),
        eq(transfers.kind, kind),
        eq(transfers.documentDate, day),
        ne(transfers.id, transferId),
      ),
    );
}
