import { getTranslations } from "next-intl/server";
import { Notice } from "@/app/ui/notice";
import { PlainPage } from "@/app/ui/plain-page";
import { hasStaffLogin } from "@/lib/auth/staff-login";
import { getEnv } from "@/lib/env";
import { SignInButton } from "./sign-in-button";

/** What /vendor is to who has not signed in; `failure` as next-auth names it. */
export async function SignIn({ failure }: { failure: unknown }) {
  const translate = await getTranslations("vendor.signIn");
  if (!hasStaffLogin(getEnv())) {
    return (
      <PlainPage title={translate("title")}>
        <p>{translate("notSetUp")}</p>
      </PlainPage>
    );
  }
  return (
    <PlainPage title={translate("title")}>
      {failure !== undefined && (
        <Notice tone="bad" role="alert">
          {translate(failure === "AccessDenied" ? "refused" : "failed")}
        </Notice>
      )}
      <p>{translate("text")}</p>
      <p>
        <SignInButton label={translate("button")} />
      </p>
    </PlainPage>
  );
}
