import { getTranslations } from "next-intl/server";
import { PlainPage } from "@/app/ui/plain-page";
import { BackToRackbeat } from "../back-to-rackbeat";

/** The end of a reconnect, in the window that the frame opened for Fiken's login. */
export default async function ConnectedPage() {
  const translate = await getTranslations("install");
  return (
    <PlainPage title={translate("connectedTitle")}>
      <p>{translate("connectedText")}</p>
      <BackToRackbeat />
    </PlainPage>
  );
}
