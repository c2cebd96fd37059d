import type { Database } from "@/db/client";
import {
  type InvoicedSum,
  listInvoicedSums,
  type NewBillingLine,
  replaceBillingLines,
} from "@/db/queries/billing-lines";
import { listBillingMonths } from "@/db/queries/billing-months";
import { replaceRevenueMovements } from "@/db/queries/revenue-movements";
import { saveSubscriptionStandings } from "@/db/queries/subscription-standings";
import { lockSubscriptions, markSubscriptionsComputed } from "@/db/queries/subscriptions";
import type { SubscriptionStanding } from "@/db/schema/subscription-standings";
import { correctionsOf } from "@/lib/billing/corrections";
import { copenhagenDay, type Month } from "@/lib/billing/days";
import { type BillingLine, linesOf } from "@/lib/billing/line";
import { lineText } from "@/lib/billing/line-text";
import { movementsOf } from "@/lib/billing/movements";
import { standingOn } from "@/lib/billing/standing";
import { type AgreementFacts, byInstallation, readFacts } from "./agreement-facts";

/**
 * What follows from these agreements' histories, computed anew by the rules and written down: their lines in the open
 * months, the corrections of closed ones, their movements and where they stand. In a transaction that holds the
 * billing's lock.
 */
export async function computeFigures(
  tx: Database,
  installationIds: readonly string[],
  now: Date,
): Promise<void> {
  await lockSubscriptions(tx, installationIds);
  const months = await readMonths(tx);
  const facts = await readFacts(tx, installationIds);
  const invoicedOf = byInstallation(await readInvoiced(tx, installationIds, months));

  await replaceBillingLines(tx, {
    installationIds,
    months: months.open,
    lines: facts.flatMap((agreement) =>
      linesOfAgreement(agreement, { months, invoiced: invoicedOf(agreement.installationId) }),
    ),
  });
  await replaceRevenueMovements(tx, {
    installationIds,
    movements: facts.flatMap(({ installationId, timeline }) =>
      movementsOf(timeline).map((movement) => ({ installationId, ...movement })),
    ),
  });
  await saveSubscriptionStandings(
    tx,
    facts.map((agreement) => standingRow(agreement, now)),
  );
  await markSubscriptionsComputed(tx, installationIds);
}

type Months = { open: Month[]; closed: Month[] };

async function readMonths(tx: Database): Promise<Months> {
  const months = await listBillingMonths(tx);
  const named = (isClosed: boolean) =>
    months.filter(({ closedAt }) => (closedAt !== null) === isClosed).map(({ month }) => month);
  return { open: named(false), closed: named(true) };
}

async function readInvoiced(
  tx: Database,
  installationIds: readonly string[],
  { closed }: Months,
): Promise<InvoicedSum[]> {
  const closedUntil = closed.at(-1);
  return closedUntil === undefined ? [] : listInvoicedSums(tx, { installationIds, closedUntil });
}

/** Corrections go into the first month that is still open. */
function linesOfAgreement(
  agreement: AgreementFacts,
  { months, invoiced }: { months: Months; invoiced: InvoicedSum[] },
): NewBillingLine[] {
  const { timeline, history, party, restatedFrom } = agreement;
  const linesIn = (month: Month) =>
    linesOf(timeline, { freeMonths: history.freeMonths, party }, month);
  const [first] = months.open;
  const corrections = months.closed.flatMap((month) =>
    correctionsOf(month, {
      today: linesIn(month),
      invoiced: invoiced.filter(({ serviceMonth }) => serviceMonth === month),
      isTreatmentRestated: restatedFrom !== null && month >= restatedFrom,
    }),
  );
  return [
    ...(first === undefined ? [] : corrections.map((line) => rowOf(agreement, first, line))),
    ...months.open.flatMap((month) => linesIn(month).map((line) => rowOf(agreement, month, line))),
  ];
}

function rowOf(
  { installationId, agreementId, companyName, party }: AgreementFacts,
  month: Month,
  { from, to, ...line }: BillingLine,
): NewBillingLine {
  const { organizationNumber, country, vatNumber } = party;
  return {
    ...line,
    ...{ month, installationId, agreementId, companyName, organizationNumber, country, vatNumber },
    ...{ fromDay: from, toDay: to },
    textDanish: lineText({ from, to, ...line }, "da"),
    textEnglish: lineText({ from, to, ...line }, "en"),
  };
}

function standingRow(
  { installationId, agreementId, companyName, party, history, timeline }: AgreementFacts,
  now: Date,
): SubscriptionStanding {
  const { organizationNumber, country, vatNumber } = party;
  const searched = [companyName, agreementId, organizationNumber];
  return {
    ...{ installationId, agreementId, companyName, organizationNumber, country, vatNumber },
    ...standingOn(copenhagenDay(now), { events: history.events, timeline }),
    liveOn: timeline[0]?.from ?? null,
    searchText: searched.join("\n").toLowerCase(),
    computedAt: now,
  };
}
