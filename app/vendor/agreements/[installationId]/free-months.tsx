import { getLocale, getTranslations } from "next-intl/server";
import { TextField } from "@/app/ui/text-field";
import { ActionForm } from "@/app/vendor/action-form";
import type { FreeMonth } from "@/db/schema/free-months";
import { formatMonth } from "@/lib/i18n/format";
import { grantFreeMonthAction, withdrawFreeMonthAction } from "../actions";

type FreeMonthsProps = { installationId: string; freeMonths: readonly FreeMonth[] };

/** Months that cost nothing, and giving one more. */
export async function FreeMonths({ installationId, freeMonths }: FreeMonthsProps) {
  const translate = await getTranslations("vendor.agreement");
  const locale = await getLocale();
  const done = translate("done");
  return (
    <div className="grid gap-4">
      {freeMonths.length === 0 && <p>{translate("noFreeMonths")}</p>}
      <ul className="grid gap-3">
        {freeMonths.map(({ month, reason, createdBy }) => (
          <li key={month} className="grid gap-1">
            <p>
              <strong>{formatMonth(month, locale)}</strong> {reason}{" "}
              <span className="text-muted">({createdBy})</span>
            </p>
            <ActionForm
              action={withdrawFreeMonthAction}
              look="quiet"
              label={translate("withdrawFree", { month: formatMonth(month, locale) })}
              done={done}
            >
              <input type="hidden" name="installationId" value={installationId} />
              <input type="hidden" name="month" value={month} />
            </ActionForm>
          </li>
        ))}
      </ul>
      <details>
        <summary className="cursor-pointer text-accent">{translate("grantFree")}</summary>
        <div className="mt-2">
          <ActionForm action={grantFreeMonthAction} label={translate("grantFree")} done={done}>
            <input type="hidden" name="installationId" value={installationId} />
            <TextField
              type="month"
              name="month"
              label={translate("month")}
              placeholder="2026-11"
              pattern="\d{4}-\d{2}"
              required
            />
            <TextField name="reason" label={translate("reason")} required maxLength={500} />
          </ActionForm>
        </div>
      </details>
    </div>
  );
}
