import type { Database } from "@/db/client";
import { findImport } from "@/db/queries/imports";
import { continuePlan } from "./plan";
import { continueRun, type ImportProgress } from "./run";
import { continueUndo } from "./undo";

/** Works for about `budgetMs` on whatever the installation's import waits for: its plan, its run, or rows to be undone. */
export async function continueImport(
  db: Database,
  {
    installationId,
    budgetMs,
    now = () => new Date(),
  }: { installationId: string; budgetMs: number; now?: () => Date },
): Promise<ImportProgress> {
  const run = await findImport(db, { installationId });
  switch (run?.status) {
    case "planning":
      return continuePlan(db, { installationId, budgetMs });
    case "running":
      return continueRun(db, { run, budgetMs, now });
    case "paused":
    case "finished":
      return continueUndo(db, { run, budgetMs, now });
    default:
      return { more: false, waitMs: 0 };
  }
}
