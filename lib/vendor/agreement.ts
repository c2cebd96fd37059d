import type { Database } from "@/db/client";
import { type AgreementHealth, listAgreementHealth } from "@/db/queries/agreement-health";
import { listAuditEntries } from "@/db/queries/audit-entries";
import { listBillingLinesOfInstallation } from "@/db/queries/billing-lines";
import { listFreeMonths } from "@/db/queries/free-months";
import { listPricePeriods } from "@/db/queries/price-periods";
import { listRevenueMovementsOfInstallation } from "@/db/queries/revenue-movements";
import { listSubscriptionEvents } from "@/db/queries/subscription-events";
import { findSubscriptionStanding } from "@/db/queries/subscription-standings";
import { getSubscription } from "@/db/queries/subscriptions";
import { listTakeOvers } from "@/db/queries/take-overs";
import { listVendorNotes } from "@/db/queries/vendor-notes";
import type { AuditEntry } from "@/db/schema/audit-entries";
import type { BillingLineRow } from "@/db/schema/billing-lines";
import type { FreeMonth } from "@/db/schema/free-months";
import type { PricePeriodRow } from "@/db/schema/price-periods";
import type { RevenueMovement } from "@/db/schema/revenue-movements";
import type { SubscriptionEvent } from "@/db/schema/subscription-events";
import type { SubscriptionStanding } from "@/db/schema/subscription-standings";
import type { Subscription } from "@/db/schema/subscriptions";
import type { TakeOverRow } from "@/db/schema/take-overs";
import type { VendorNote } from "@/db/schema/vendor-notes";
import { type ChargePart, chargeOf } from "@/lib/billing/charge";
import { firstDayOf, type Month, startOfDay, thisMonthOf } from "@/lib/billing/days";
import type { InvoicedParty } from "@/lib/billing/party";
import type { Stretch } from "@/lib/billing/timeline";
import { vatTreatmentOf } from "@/lib/billing/vat";
import { AppError } from "@/lib/errors/app-error";
import { readFacts } from "./agreement-facts";
import { bringUpToDate } from "./bring-up-to-date";
import { stillLimits } from "./troubles";

const AUDIT_SHOWN = 100;

export type AgreementDetails = {
  standing: SubscriptionStanding;
  terms: Subscription;
  party: InvoicedParty;
  vat: ReturnType<typeof vatTreatmentOf>;
  /** Oldest first: what happened, and what follows from it for the bill. */
  events: SubscriptionEvent[];
  timeline: Stretch[];
  /** This month so far as it will be billed, also what costs nothing and why. */
  thisMonth: { month: Month; parts: ChargePart[] };
  pricePeriods: PricePeriodRow[];
  freeMonths: FreeMonth[];
  /** Its own and those of all agreements. */
  takeOvers: TakeOverRow[];
  /** Oldest month first. */
  lines: BillingLineRow[];
  movements: RevenueMovement[];
  /** Newest first, both. */
  notes: VendorNote[];
  audit: AuditEntry[];
  health: AgreementHealth;
};

/** All the vendor knows of one agreement. Throws `vendor.not_found`. */
export async function getAgreement(
  db: Database,
  { installationId, now }: { installationId: string; now: Date },
): Promise<AgreementDetails> {
  await bringUpToDate(db, now);
  const standing = await findSubscriptionStanding(db, { installationId });
  const [facts] = await readFacts(db, [installationId]);
  const month = thisMonthOf(now);
  const [health] = await listAgreementHealth(db, {
    installationIds: [installationId],
    since: startOfDay(firstDayOf(month)),
    ...stillLimits({ now }),
  });
  if (!standing || !facts || !health) {
    throw new AppError({ code: "vendor.not_found", details: { what: installationId } });
  }
  const { timeline, party, history } = facts;
  return {
    ...{ standing, party, timeline, health },
    vat: vatTreatmentOf(party),
    thisMonth: { month, parts: chargeOf(timeline, history.freeMonths, month) },
    terms: await getSubscription(db, { installationId }),
    events: await listSubscriptionEvents(db, [installationId]),
    pricePeriods: await listPricePeriods(db, [installationId]),
    freeMonths: await listFreeMonths(db, [installationId]),
    takeOvers: await listTakeOvers(db, [installationId]),
    lines: await listBillingLinesOfInstallation(db, { installationId }),
    movements: await listRevenueMovementsOfInstallation(db, { installationId }),
    notes: await listVendorNotes(db, { installationId }),
    audit: await listAuditEntries(db, { installationId, limit: AUDIT_SHOWN }),
  };
}
