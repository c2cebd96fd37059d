import { getTranslations } from "next-intl/server";
import { Checkbox, DateField } from "@/app/ui/field";
import { TextField } from "@/app/ui/text-field";
import { ActionForm } from "@/app/vendor/action-form";
import { takeOverAction } from "@/app/vendor/take-over/actions";

/** From a day on Rackbeat bills this agreement. */
export async function TakeOverForm({ installationId }: { installationId: string }) {
  const translate = await getTranslations("vendor.takeOver");
  return (
    <ActionForm action={takeOverAction} label={translate("begin")} done={translate("done")}>
      <input type="hidden" name="installationId" value={installationId} />
      <DateField name="fromDay" label={translate("fromDay")} required />
      <TextField name="reason" label={translate("reason")} required maxLength={500} />
      <Checkbox name="confirmed" required label={translate("confirm")} />
    </ActionForm>
  );
}
