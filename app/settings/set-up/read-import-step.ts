import type { Database } from "@/db/client";
import type { SetUpState } from "./set-up-state";

/** How far the one-time import has come; null: not begun. It can be begun once, and stays spent when it is closed. */
export async function readImportStep(
  _db: Database,
  _: { installationId: string },
): Promise<SetUpState["import"]> {
  return null;
}
