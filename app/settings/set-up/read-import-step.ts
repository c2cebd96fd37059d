import type { Database } from "@/db/client";
import { findImport } from "@/db/queries/imports";
import type { SetUpState } from "./set-up-state";

/** How far the one-time import has come; null: not begun. It can be begun once, and stays spent when it is closed. */
export async function readImportStep(
  db: Database,
  { installationId }: { installationId: string },
): Promise<SetUpState["import"]> {
  const imported = await findImport(db, { installationId });
  return imported && { closedAt: imported.closedAt?.toISOString() ?? null };
}
