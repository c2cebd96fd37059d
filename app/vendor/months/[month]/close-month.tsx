import { getLocale, getTranslations } from "next-intl/server";
import { Card } from "@/app/ui/card";
import { Checkbox } from "@/app/ui/field";
import { Notice } from "@/app/ui/notice";
import { ActionForm } from "@/app/vendor/action-form";
import { formatMoment, formatMonth } from "@/lib/i18n/format";
import type { Basis } from "@/lib/vendor/months";
import { closeMonthAction } from "../actions";

/** Whether the month is closed, why it cannot be yet, or the form that closes it. */
export async function CloseMonth({ basis }: { basis: Basis }) {
  const translate = await getTranslations("vendor.basis");
  const locale = await getLocale();
  const { month, closed, obstacle, total } = basis;
  if (closed) {
    const values = { at: formatMoment(closed.at, locale), by: closed.by };
    return <Notice tone="good">{translate("isClosed", values)}</Notice>;
  }
  if (obstacle?.code === "month_not_over")
    return <Notice tone="info">{translate("notOver")}</Notice>;
  if (obstacle) {
    const open = formatMonth(obstacle.open, locale);
    return <Notice tone="info">{translate("earlierOpen", { open })}</Notice>;
  }
  const name = formatMonth(month, locale);
  return (
    <Card title={translate("close")}>
      <ActionForm
        action={closeMonthAction}
        look="primary"
        label={translate("closeMonth", { month: name })}
        done={translate("done")}
      >
        <input type="hidden" name="month" value={month} />
        <input type="hidden" name="lines" value={total.lines} />
        <input type="hidden" name="netMinor" value={total.netMinor} />
        <input type="hidden" name="vatMinor" value={total.vatMinor} />
        <p>{translate("closeText")}</p>
        {total.unknown > 0 && (
          <Notice tone="warn">{translate("unknown", { count: total.unknown })}</Notice>
        )}
        <Checkbox name="confirmed" required label={translate("confirm", { month: name })} />
      </ActionForm>
    </Card>
  );
}
