import { getTranslations } from "next-intl/server";
import { PlainPage } from "./ui/plain-page";

export default async function HomePage() {
  const translate = await getTranslations("app");
  return (
    <PlainPage title={translate("name")}>
      <p>{translate("lead")}</p>
      <p className="text-muted">{translate("install")}</p>
    </PlainPage>
  );
}
