import { getTranslations } from "next-intl/server";
import { TextField } from "@/app/ui/text-field";
import { ActionForm } from "@/app/vendor/action-form";
import { setTrialAction } from "../actions";

/** How long it costs nothing from the first day live. */
export async function Trial({
  installationId,
  trialDays,
}: {
  installationId: string;
  trialDays: number;
}) {
  const translate = await getTranslations("vendor.agreement");
  return (
    <ActionForm action={setTrialAction} label={translate("save")} done={translate("done")}>
      <input type="hidden" name="installationId" value={installationId} />
      <TextField
        key={trialDays}
        type="number"
        name="trialDays"
        min={0}
        max={365}
        label={translate("trialDays")}
        hint={translate("trialHint")}
        defaultValue={trialDays}
        required
      />
    </ActionForm>
  );
}
