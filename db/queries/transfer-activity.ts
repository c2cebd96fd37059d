import { and, count, desc, eq, gte, inArray, notExists, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { transferEvents } from "@/db/schema/transfer-events";
import { type EntityKind, transfers } from "@/db/schema/transfers";

type InstallationKey = { installationId: string };

const DOCUMENTS: EntityKind[] = ["customer_invoice", "supplier_invoice"];

export type DayCount = { day: string; count: number };

/** Documents verified in Fiken on each day of the time zone, from the moment on. Days without any are left out. */
export async function countDocumentsPerDay(
  db: Database,
  { installationId, since, timeZone }: InstallationKey & { since: Date; timeZone: string },
): Promise<DayCount[]> {
  const days = db.$with("days").as(
    db
      .select({
        day: sql<string>`to_char(${transfers.verifiedAt} at time zone ${timeZone}, 'YYYY-MM-DD')`.as(
          "day",
        ),
      })
      .from(transfers)
      .where(isVerifiedDocument({ installationId, since })),
  );
  return db
    .with(days)
    .select({ day: days.day, count: count() })
    .from(days)
    .groupBy(days.day)
    .orderBy(days.day);
}

/**
 * From booked in Rackbeat to read back from Fiken, in ms: of the newest documents that went by themselves, booked
 * while we were live and never held for a person.
 */
export async function listBookedToVerified(
  db: Database,
  {
    installationId,
    since,
    liveAt,
    limit,
  }: InstallationKey & { since: Date; liveAt: Date; limit: number },
): Promise<number[]> {
  const stopped = db
    .select({ id: transferEvents.id })
    .from(transferEvents)
    .where(
      and(
        eq(transferEvents.transferId, transfers.id),
        inArray(transferEvents.event, ["held", "failed"]),
      ),
    );
  const rows = await db
    .select({ verifiedAt: transfers.verifiedAt, bookedAt: transfers.bookedAt })
    .from(transfers)
    .where(
      and(
        isVerifiedDocument({ installationId, since }),
        gte(transfers.bookedAt, liveAt),
        // Booked once more after that: how long it took the first time is no longer known.
        gte(transfers.verifiedAt, transfers.bookedAt),
        notExists(stopped),
      ),
    )
    .orderBy(desc(transfers.verifiedAt))
    .limit(limit);
  return rows.flatMap(({ verifiedAt, bookedAt }) =>
    verifiedAt && bookedAt ? [verifiedAt.getTime() - bookedAt.getTime()] : [],
  );
}

function isVerifiedDocument({ installationId, since }: InstallationKey & { since: Date }) {
  return and(
    eq(transfers.installationId, installationId),
    gte(transfers.verifiedAt, since),
    inArray(transfers.kind, DOCUMENTS),
  );
}
