import { getTranslations } from "next-intl/server";
import { Checkbox, DateField } from "@/app/ui/field";
import { TextField } from "@/app/ui/text-field";
import { ActionForm } from "@/app/vendor/action-form";
import { writeDownRemovalAction } from "../actions";

/** Where Rackbeat refuses us and nobody told why: the app was removed there, and the billing ends. */
export async function Removal({ installationId }: { installationId: string }) {
  const translate = await getTranslations("vendor.removal");
  return (
    <ActionForm
      action={writeDownRemovalAction}
      label={translate("writeDown")}
      done={translate("done")}
    >
      <input type="hidden" name="installationId" value={installationId} />
      <p>{translate("text")}</p>
      <DateField name="day" label={translate("day")} hint={translate("dayHint")} required />
      <TextField name="reason" label={translate("reason")} required maxLength={500} />
      <Checkbox name="confirmed" required label={translate("confirm")} />
    </ActionForm>
  );
}
