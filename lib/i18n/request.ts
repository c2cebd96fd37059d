import { getRequestConfig } from "next-intl/server";
import { TIME_ZONE } from "./format";
import { localeOfRequest } from "./request-locale";
import { MESSAGES } from "./translator";

/** No language in the path: a page says which one it wants, else the query, else the browser. */
export default getRequestConfig(async ({ locale: wanted }) => {
  const locale = await localeOfRequest(wanted);
  return { locale, messages: MESSAGES[locale], timeZone: TIME_ZONE };
});
