import { getLocale, getTranslations } from "next-intl/server";
import { formatAmount, formatDate, formatMoment, formatMonth } from "@/lib/i18n/format";
import type { AgreementDetails } from "@/lib/vendor/agreement";

type HistoryProps = { agreement: Pick<AgreementDetails, "events" | "timeline" | "movements"> };

/** What happened, what follows from it for the bill, and how it moved the revenue. */
export async function History({ agreement: { events, timeline, movements } }: HistoryProps) {
  const translate = await getTranslations("vendor");
  const locale = await getLocale();
  return (
    <div className="grid gap-4 md:grid-cols-3">
      <div>
        <h3 className="font-medium">{translate("agreement.events")}</h3>
        {events.length === 0 && <p className="text-muted">{translate("agreement.nothing")}</p>}
        <ul>
          {events.map(({ id, kind, at }) => (
            <li key={id}>
              {formatMoment(at, locale)} {translate(`events.${kind}`)}
            </li>
          ))}
        </ul>
      </div>
      <div>
        <h3 className="font-medium">{translate("agreement.timeline")}</h3>
        {timeline.length === 0 && <p className="text-muted">{translate("agreement.nothing")}</p>}
        <ul>
          {timeline.map(({ from, to, state, price }) => (
            <li key={from}>
              {formatDate(from, locale)} – {to ? formatDate(to, locale) : "…"}{" "}
              {translate(`stretches.${state}`, {
                price: formatAmount(price.priceMinor, "DKK", locale),
              })}
            </li>
          ))}
        </ul>
      </div>
      <div>
        <h3 className="font-medium">{translate("agreement.movements")}</h3>
        {movements.length === 0 && <p className="text-muted">{translate("agreement.nothing")}</p>}
        <ul>
          {movements.map(({ month, kind, amountMinor }) => (
            <li key={month + kind}>
              {formatMonth(month, locale)} {translate(`movementKinds.${kind}`)}{" "}
              {formatAmount(amountMinor, "DKK", locale)}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
