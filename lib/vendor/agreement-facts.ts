import type { Database } from "@/db/client";
import { listFreeMonths } from "@/db/queries/free-months";
import { listPricePeriods } from "@/db/queries/price-periods";
import { listSubscriptionEvents } from "@/db/queries/subscription-events";
import { type BilledAgreement, listBilledAgreements } from "@/db/queries/subscriptions";
import { listTakeOvers } from "@/db/queries/take-overs";
import { copenhagenDay } from "@/lib/billing/days";
import type { SubscriptionHistory } from "@/lib/billing/history";
import { type InvoicedParty, invoicedParty } from "@/lib/billing/party";
import { type Stretch, timelineOf } from "@/lib/billing/timeline";

/** All that is known of an agreement's bill, as the rules of `lib/billing` want it. */
export type AgreementFacts = Pick<
  BilledAgreement,
  "installationId" | "agreementId" | "companyName" | "restatedFrom"
> & {
  party: InvoicedParty;
  history: SubscriptionHistory;
  timeline: Stretch[];
};

/** Of several agreements, in a handful of queries. */
export async function readFacts(
  db: Database,
  installationIds: readonly string[],
): Promise<AgreementFacts[]> {
  const agreements = await listBilledAgreements(db, installationIds);
  const takeOvers = await listTakeOvers(db, installationIds);
  const everybodys = takeOvers.filter(({ installationId }) => installationId === null);
  const eventsOf = byInstallation(await listSubscriptionEvents(db, installationIds));
  const pricesOf = byInstallation(await listPricePeriods(db, installationIds));
  const freeOf = byInstallation(await listFreeMonths(db, installationIds));
  const takenOverOf = byInstallation(takeOvers);

  return agreements.map((agreement) => {
    const { installationId, agreementId, companyName, trialDays, restatedFrom } = agreement;
    const history: SubscriptionHistory = {
      trialDays,
      events: eventsOf(installationId).map(({ kind, at }) => ({ kind, day: copenhagenDay(at) })),
      pricePeriods: pricesOf(installationId).map(({ fromDay, toDay, priceMinor, reason }) => ({
        ...{ from: fromDay, to: toDay, priceMinor, reason },
      })),
      freeMonths: freeOf(installationId).map(({ month, reason }) => ({ month, reason })),
      takeOvers: [...takenOverOf(installationId), ...everybodys].map(({ fromDay, resumesOn }) => ({
        ...{ from: fromDay, resumesOn },
      })),
    };
    const timeline = timelineOf(history);
    const party = invoicedParty(agreement);
    return {
      ...{ installationId, agreementId, companyName, restatedFrom },
      ...{ party, history, timeline },
    };
  });
}

/** The rows of one, in the order in which they came. */
export function byInstallation<Row extends { installationId: string | null }>(
  rows: readonly Row[],
): (installationId: string) => Row[] {
  const grouped = new Map<string | null, Row[]>();
  for (const row of rows) {
    const group = grouped.get(row.installationId);
    if (group) group.push(row);
    else grouped.set(row.installationId, [row]);
  }
  return (installationId) => grouped.get(installationId) ?? [];
}
