import { getTranslations } from "next-intl/server";
import { PlainPage } from "./ui/plain-page";

/** Also the answer to a wrong secret: it does not tell what was wrong. */
export default async function NotFound() {
  const translate = await getTranslations("app");
  return (
    <PlainPage title={translate("notFoundTitle")}>
      <p>{translate("notFoundText")}</p>
    </PlainPage>
  );
}
