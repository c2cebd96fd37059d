import type { Database } from "@/db/client";
import type { Import, ImportChoices } from "@/db/schema/imports";

/** `more`: call again, after `waitMs`. Not more: it is planned, or stands still with a `failure`. */
export type PlanProgress = { more: boolean; waitMs: number };

/** Begins the plan, anew where there is one. Throws `import.not_now` once rows have been written. */
export async function beginPlan(
  _db: Database,
  _begun: { installationId: string; choices: ImportChoices },
): Promise<Import> {
  throw new Error("beginPlan is being built");
}

/** Goes on with the plan for about `budgetMs`; does nothing where none is under way. */
export async function continuePlan(
  _db: Database,
  _turn: { installationId: string; budgetMs: number },
): Promise<PlanProgress> {
  throw new Error("continuePlan is being built");
}
