import { and, asc, eq, inArray } from "drizzle-orm";
import type { Database } from "@/db/client";
import { type RevenueMovement, revenueMovements } from "@/db/schema/revenue-movements";
import {
  type SubscriptionStanding,
  subscriptionStandings,
} from "@/db/schema/subscription-standings";

const MOVEMENTS_AT_ONCE = 10_000;

/** The movements of these agreements are these from now on; the sums per month follow by themselves. */
export async function replaceRevenueMovements(
  db: Database,
  {
    installationIds,
    movements,
  }: { installationIds: readonly string[]; movements: readonly RevenueMovement[] },
): Promise<void> {
  await db
    .delete(revenueMovements)
    .where(inArray(revenueMovements.installationId, [...installationIds]));
  for (let start = 0; start < movements.length; start += MOVEMENTS_AT_ONCE) {
    await db.insert(revenueMovements).values(movements.slice(start, start + MOVEMENTS_AT_ONCE));
  }
}

export async function listRevenueMovementsOfInstallation(
  db: Database,
  { installationId }: { installationId: string },
): Promise<RevenueMovement[]> {
  return db
    .select()
    .from(revenueMovements)
    .where(eq(revenueMovements.installationId, installationId))
    .orderBy(asc(revenueMovements.month), asc(revenueMovements.kind));
}

export type NamedMovement = RevenueMovement &
  Pick<SubscriptionStanding, "agreementId" | "companyName" | "organizationNumber">;

/** Over all agreements: who moved the revenue in a month, in one way or in any. By kind, then company. */
export async function listRevenueMovements(
  db: Database,
  {
    month,
    kinds,
    limit,
    offset,
  }: {
    month: string;
    kinds?: readonly RevenueMovement["kind"][] | undefined;
    limit: number;
    offset: number;
  },
): Promise<NamedMovement[]> {
  return db
    .select({
      installationId: revenueMovements.installationId,
      month: revenueMovements.month,
      kind: revenueMovements.kind,
      amountMinor: revenueMovements.amountMinor,
      agreementId: subscriptionStandings.agreementId,
      companyName: subscriptionStandings.companyName,
      organizationNumber: subscriptionStandings.organizationNumber,
    })
    .from(revenueMovements)
    .innerJoin(
      subscriptionStandings,
      eq(subscriptionStandings.installationId, revenueMovements.installationId),
    )
    .where(
      and(eq(revenueMovements.month, month), kinds && inArray(revenueMovements.kind, [...kinds])),
    )
    .orderBy(asc(revenueMovements.kind), asc(subscriptionStandings.companyName))
    .limit(limit)
    .offset(offset);
}
