import { getLocale, getTranslations } from "next-intl/server";
import { DateField } from "@/app/ui/field";
import { TextField } from "@/app/ui/text-field";
import type { TakeOverRow } from "@/db/schema/take-overs";
import { formatDate, formatMoment } from "@/lib/i18n/format";
import { ActionForm } from "../action-form";
import { reverseTakeOverAction } from "./actions";

/** What was taken over, and the way to reverse it. `ofAll`: on the page where those of all can be reversed. */
export async function TakeOverList({
  takeOvers,
  ofAll,
}: {
  takeOvers: readonly TakeOverRow[];
  ofAll: boolean;
}) {
  const translate = await getTranslations("vendor.takeOver");
  const locale = await getLocale();
  if (takeOvers.length === 0) return <p>{translate("none")}</p>;
  return (
    <ul className="grid gap-3">
      {takeOvers.map((takeOver) => {
        const { id, installationId, fromDay, reason, createdBy, resumesOn } = takeOver;
        const isOfAll = installationId === null;
        return (
          <li key={id} className="grid gap-2 rounded-md border border-line px-3 py-2">
            <p>
              <strong>
                {translate(isOfAll ? "allFrom" : "from", { day: formatDate(fromDay, locale) })}
              </strong>{" "}
              {reason} <span className="text-muted">({createdBy})</span>
            </p>
            {resumesOn && (
              <p>
                {translate("reversed", {
                  day: formatDate(resumesOn, locale),
                  by: takeOver.reversedBy ?? "",
                  at: takeOver.reversedAt ? formatMoment(takeOver.reversedAt, locale) : "",
                })}{" "}
                {takeOver.reversalReason}
              </p>
            )}
            {isOfAll === ofAll && (
              <details>
                <summary className="cursor-pointer text-accent">
                  {translate(resumesOn ? "changeReversal" : "reverse")}
                </summary>
                <div className="mt-2">
                  <ActionForm
                    action={reverseTakeOverAction}
                    label={translate(resumesOn ? "changeReversal" : "reverse")}
                    done={translate("reverseDone")}
                  >
                    <input type="hidden" name="takeOverId" value={id} />
                    <DateField
                      name="resumesOn"
                      label={translate("resumesOn")}
                      hint={translate("resumesHint")}
                      key={resumesOn}
                      min={fromDay}
                      defaultValue={resumesOn ?? undefined}
                      required
                    />
                    <TextField name="reason" label={translate("reason")} required maxLength={500} />
                  </ActionForm>
                </div>
              </details>
            )}
          </li>
        );
      })}
    </ul>
  );
}
