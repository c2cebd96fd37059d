import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { HealthChip } from "@/app/vendor/health-chip";
import { formatAmount, formatCount, formatDate, formatMoment } from "@/lib/i18n/format";
import type { AgreementDetails } from "@/lib/vendor/agreement";

/** Who it is, where it stands, and how its transfers do: when and how many, never what is in a document. */
export async function HealthFacts({ agreement }: { agreement: AgreementDetails }) {
  const translate = await getTranslations("vendor");
  const locale = await getLocale();
  const { standing, health } = agreement;
  const { lastVerifiedAt, waitingSince } = health;
  const facts: [string, ReactNode][] = [
    [translate("columns.agreement"), standing.agreementId],
    [translate("columns.standing"), translate(`standings.${standing.standing}`)],
    [
      translate("columns.price"),
      standing.priceMinor === null ? "–" : formatAmount(standing.priceMinor, "DKK", locale),
    ],
    [
      translate("agreement.liveOn"),
      standing.liveOn === null ? "–" : formatDate(standing.liveOn, locale),
    ],
    [translate("columns.health"), <HealthChip key="health" of={health} />],
    [
      translate("columns.lastTransfer"),
      lastVerifiedAt === null ? "–" : formatMoment(lastVerifiedAt, locale),
    ],
    [translate("columns.documents"), formatCount(health.documentsSince, locale)],
    [translate("columns.waiting"), formatCount(health.waiting, locale)],
    [
      translate("agreement.waitingSince"),
      waitingSince === null ? "–" : formatMoment(waitingSince, locale),
    ],
  ];
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-2 sm:grid-cols-3">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt className="text-muted text-xs">{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
