import { getTranslations } from "next-intl/server";
import { ButtonLink } from "@/app/ui/button";
import { PlainPage } from "@/app/ui/plain-page";

export default async function NotFound() {
  const translate = await getTranslations("vendor.notFound");
  return (
    <PlainPage title={translate("title")}>
      <p>
        <ButtonLink href="/vendor">{translate("back")}</ButtonLink>
      </p>
    </PlainPage>
  );
}
