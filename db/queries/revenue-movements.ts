import { and, asc, eq, inArray, sql } from "drizzle-orm";
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

/** Its place in the list, for the page behind it. */
export type MovementPosition = Pick<NamedMovement, "kind" | "companyName" | "installationId">;

/** Over all agreements: who moved the revenue in a month, in one way or in any. By kind, then company. */
export async function listRevenueMovements(
  db: Database,
  {
    month,
    kinds,
    limit,
    after,
  }: {
    month: string;
    kinds?: readonly RevenueMovement["kind"][] | undefined;
    limit: number;
    after?: MovementPosition | undefined;
  },
): Promise<NamedMovement[]> {
  const { kind, installationId } = revenueMovements;
  const { companyName } = subscriptionStandings;
  const isLater =
    after &&
    sql`(${kind}, ${companyName}, ${installationId}) >
      (${after.kind}::revenue_movement_kind, ${after.companyName}, ${after.installationId}::uuid)`;
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
    .where(and(eq(revenueMovements.month, month), kinds && inArray(kind, [...kinds]), isLater))
    .orderBy(asc(kind), asc(companyName), asc(installationId))
    .limit(limit);
}
