import type { Database } from "@/db/client";
import { setLocale } from "@/db/queries/installations";
import type { Locale } from "@/lib/i18n/locales";

/** The language of the settings page, for everybody of the agreement. */
export async function chooseLocale(
  db: Database,
  { installationId, locale }: { installationId: string; locale: Locale },
): Promise<void> {
  await setLocale(db, { installationId, locale });
}
