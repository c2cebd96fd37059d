import type { Database } from "@/db/client";
import { findImport } from "@/db/queries/imports";
import { TIME_ZONE } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/locales";
import { readImportForm } from "@/lib/import/form";
import { vatTypeName } from "@/lib/import/words";
import type { ShownForm } from "./import-form";

type FormRequest = { installationId: string; locale: Locale; now?: Date };

/** Throws AppError where either side cannot be read. */
export async function readShownForm(
  db: Database,
  { installationId, locale, now = new Date() }: FormRequest,
): Promise<ShownForm> {
  const [form, found] = await Promise.all([
    readImportForm(db, { installationId }),
    findImport(db, { installationId }),
  ]);
  return {
    ...form,
    groups: form.groups.map((group) => ({
      ...{ ...group, vatName: vatTypeName(group.vatType, locale) },
    })),
    available: { ...form.available, vatZones: [...form.available.vatZones] },
    chosen: found?.choices ?? null,
    today: new Intl.DateTimeFormat("sv-SE", { timeZone: TIME_ZONE }).format(now),
  };
}
