import { getLocale, getTranslations } from "next-intl/server";
import { DateField } from "@/app/ui/field";
import { TextField } from "@/app/ui/text-field";
import { ActionForm } from "@/app/vendor/action-form";
import type { PricePeriodRow } from "@/db/schema/price-periods";
import { explainRule } from "@/lib/i18n/explain-rule";
import { agreePriceAction, endPriceAction } from "../actions";

type PricesProps = { installationId: string; periods: readonly PricePeriodRow[] };

/** What was agreed about the price, and agreeing on another one. */
export async function Prices({ installationId, periods }: PricesProps) {
  const translate = await getTranslations("vendor.agreement");
  const locale = await getLocale();
  const done = translate("done");
  return (
    <div className="grid gap-4">
      {periods.length === 0 && <p>{translate("priceOfAll")}</p>}
      <ul className="grid gap-3">
        {periods.map(({ id, fromDay, toDay, priceMinor, reason, createdBy }) => {
          const values = { priceMinor, reason, from: fromDay, to: toDay };
          return (
            <li key={id} className="grid gap-2">
              <p>
                {explainRule({ key: "price.agreed", values }, locale)}{" "}
                <span className="text-muted">({createdBy})</span>
              </p>
              <details>
                <summary className="cursor-pointer text-accent">{translate("endPrice")}</summary>
                <div className="mt-2">
                  <ActionForm action={endPriceAction} label={translate("endPrice")} done={done}>
                    <input type="hidden" name="installationId" value={installationId} />
                    <input type="hidden" name="pricePeriodId" value={id} />
                    <DateField name="toDay" label={translate("lastDay")} min={fromDay} required />
                  </ActionForm>
                </div>
              </details>
            </li>
          );
        })}
      </ul>
      <details>
        <summary className="cursor-pointer text-accent">{translate("agreePrice")}</summary>
        <div className="mt-2">
          <ActionForm action={agreePriceAction} label={translate("agreePrice")} done={done}>
            <input type="hidden" name="installationId" value={installationId} />
            <TextField
              name="priceMinor"
              label={translate("price")}
              inputMode="decimal"
              pattern="\s*\d{1,7}([.,]\d{1,2})?\s*"
              required
            />
            <DateField name="fromDay" label={translate("firstDay")} required />
            <DateField name="toDay" label={translate("lastDay")} hint={translate("openEnd")} />
            <TextField name="reason" label={translate("reason")} required maxLength={500} />
          </ActionForm>
        </div>
      </details>
    </div>
  );
}
