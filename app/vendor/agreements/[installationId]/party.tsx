import { getLocale, getTranslations } from "next-intl/server";
import { TextField } from "@/app/ui/text-field";
import { ActionForm } from "@/app/vendor/action-form";
import { Rules } from "@/app/vendor/rules";
import { formatMonth } from "@/lib/i18n/format";
import type { AgreementDetails } from "@/lib/vendor/agreement";
import { setPartyAction } from "../actions";

/** Who the invoice goes to, what follows from it for the VAT, and saying so oneself. */
export async function Party({ agreement }: { agreement: AgreementDetails }) {
  const translate = await getTranslations("vendor");
  const { standing, terms, party, vat } = agreement;
  const { country, organizationNumber, vatNumber } = terms;
  return (
    <div className="grid gap-3">
      <div>
        <p>
          {translate(`treatments.${vat.treatment}`)}
          {party.countryFrom && (
            <span className="text-muted">
              {" "}
              ({translate(`agreement.from.${party.countryFrom}`)})
            </span>
          )}
        </p>
        <Rules rules={[vat.rule]} />
      </div>
      <ActionForm
        action={setPartyAction}
        label={translate("agreement.save")}
        done={translate("agreement.done")}
      >
        <input type="hidden" name="installationId" value={standing.installationId} />
        <TextField
          key={`country ${country}`}
          name="country"
          label={translate("agreement.country")}
          hint={translate("agreement.countryHint")}
          pattern="[A-Za-z]{2}"
          defaultValue={country ?? ""}
        />
        <TextField
          key={`organization ${organizationNumber}`}
          name="organizationNumber"
          label={translate("agreement.organizationNumber")}
          hint={translate("agreement.organizationHint", {
            number: party.organizationNumber ?? "–",
          })}
          maxLength={100}
          defaultValue={organizationNumber ?? ""}
        />
        <TextField
          key={`vat ${vatNumber}`}
          name="vatNumber"
          label={translate("agreement.vatNumber")}
          maxLength={100}
          defaultValue={vatNumber ?? ""}
        />
        <TextField
          type="month"
          name="restatedFrom"
          label={translate("agreement.restatedFrom")}
          hint={
            terms.restatedFrom
              ? translate("agreement.restatedNow", {
                  month: formatMonth(terms.restatedFrom, await getLocale()),
                })
              : translate("agreement.restatedHint")
          }
          pattern="\d{4}-\d{2}"
        />
      </ActionForm>
    </div>
  );
}
