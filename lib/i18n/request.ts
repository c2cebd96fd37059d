import { headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { TIME_ZONE } from "./format";
import { pickLocale, toLocale } from "./locales";
import { MESSAGES } from "./translator";

/** No language in the address: a page says which one it wants, else the browser does. */
export default getRequestConfig(async ({ locale: wanted }) => {
  const locale =
    toLocale(wanted) ?? pickLocale({ acceptLanguage: (await headers()).get("accept-language") });
  return { locale, messages: MESSAGES[locale], timeZone: TIME_ZONE };
});
