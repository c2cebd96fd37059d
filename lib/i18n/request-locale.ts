import { headers } from "next/headers";
import { ASKED_LOCALE_HEADER, type Locale, pickLocale } from "./locales";

/** The language of the page being rendered; `stored` is what the installation's user chose, where one is known. */
export async function localeOfRequest(stored: string | null | undefined): Promise<Locale> {
  const sent = await headers();
  return pickLocale({
    stored,
    asked: sent.get(ASKED_LOCALE_HEADER),
    acceptLanguage: sent.get("accept-language"),
  });
}
