import { getLocale, getTranslations } from "next-intl/server";
import { Button, ButtonLink } from "@/app/ui/button";
import { Select } from "@/app/ui/field";
import { addMonths, type Month, thisMonthOf } from "@/lib/billing/days";
import { formatMonth } from "@/lib/i18n/format";
import { addressOf } from "./params";

const MONTHS_OFFERED = 36;

/** Which month the page is about. */
export async function MonthChoice({ path, month, now }: { path: string; month: Month; now: Date }) {
  const translate = await getTranslations("vendor.monthChoice");
  const locale = await getLocale();
  const thisMonth = thisMonthOf(now);
  const recent = Array.from({ length: MONTHS_OFFERED }, (_, back) => addMonths(thisMonth, -back));
  const offered = recent.includes(month) ? recent : [...recent, month];
  return (
    <form action={path} className="flex items-center gap-2">
      <ButtonLink look="quiet" href={addressOf(path, { month: addMonths(month, -1) })}>
        {translate("before")}
      </ButtonLink>
      <div className="w-44">
        <Select key={month} name="month" defaultValue={month} aria-label={translate("label")}>
          {offered.map((one) => (
            <option key={one} value={one}>
              {formatMonth(one, locale)}
            </option>
          ))}
        </Select>
      </div>
      <Button type="submit">{translate("show")}</Button>
    </form>
  );
}
