import type { Database } from "@/db/client";
import { findImport } from "@/db/queries/imports";
import { TIME_ZONE } from "@/lib/i18n/format";
import { readImportForm } from "@/lib/import/form";
import type { ShownForm } from "./import-form";

/** Throws AppError where either side cannot be read. */
export async function readShownForm(
  db: Database,
  { installationId, now = new Date() }: { installationId: string; now?: Date },
): Promise<ShownForm> {
  const [form, found] = await Promise.all([
    readImportForm(db, { installationId }),
    findImport(db, { installationId }),
  ]);
  return {
    ...form,
    available: { ...form.available, vatZones: [...form.available.vatZones] },
    chosen: found?.choices ?? null,
    today: new Intl.DateTimeFormat("sv-SE", { timeZone: TIME_ZONE }).format(now),
  };
}
