import { getTranslations } from "next-intl/server";
import { Card } from "@/app/ui/card";
import { Checkbox, DateField } from "@/app/ui/field";
import { TextField } from "@/app/ui/text-field";
import { getDatabase } from "@/db/database";
import { listTakeOversOfAll } from "@/lib/vendor/take-over";
import { ActionForm } from "../action-form";
import { HandOverCards } from "../hand-over/hand-over-cards";
import { Shell } from "../shell";
import { requireStaff } from "../staff";
import { takeOverAllAction } from "./actions";
import { TakeOverList } from "./take-over-list";

/** The day Rackbeat takes all agreements over, and the way back. */
export default async function TakeOverPage() {
  const staff = await requireStaff();
  const takeOvers = await listTakeOversOfAll(await getDatabase());
  const translate = await getTranslations("vendor.takeOver");
  return (
    <Shell staff={staff} place="takeOver" title={translate("titleAll")}>
      <Card title={translate("beginAll")}>
        <ActionForm
          action={takeOverAllAction}
          look="primary"
          label={translate("beginAll")}
          done={translate("done")}
        >
          <p>{translate("textAll")}</p>
          <DateField name="fromDay" label={translate("fromDay")} required />
          <TextField name="reason" label={translate("reason")} required maxLength={500} />
          <Checkbox name="confirmed" required label={translate("confirmAll")} />
        </ActionForm>
      </Card>
      <Card title={translate("history")}>
        <TakeOverList takeOvers={takeOvers} ofAll />
      </Card>
      <HandOverCards />
    </Shell>
  );
}
