import { replaceProductGroups } from "@/db/queries/product-groups";
import { productGroupRowOf } from "@/lib/bookkeeping/mapping/product-group-row";
import { AppError } from "@/lib/errors/app-error";
import { log } from "@/lib/log";
import type { DrainContext } from "@/lib/transfer/turn/context";
import type { Outcome } from "@/lib/transfer/turn/outcome";

/**
 * What is held for a group that we have never seen is held for a new one, of which Rackbeat's webhook did not tell:
 * all groups are read again, so that the mapping shows it. Once per drain; should it fail, the daily upkeep does it.
 */
export async function meetUnknownGroups(context: DrainContext, outcome: Outcome): Promise<void> {
  const { db, installationId, rackbeat, rules, known, now } = context;
  if (known.groupsRead || !("problems" in outcome)) return;
  const isUnknown = outcome.problems.some(
    ({ code, details }) =>
      (code === "mapping.group_unmapped" || code === "mapping.group_rate_missing") &&
      rules.mapping.groupNameOf(details.group) === null,
  );
  if (!isUnknown) return;
  known.groupsRead = true;
  try {
    const listed = await rackbeat.listProductGroups();
    const groups = new Map(listed.map((group) => [group.number, productGroupRowOf(group)]));
    await replaceProductGroups(db, {
      ...{ installationId, groups: [...groups.values()], seenAt: now() },
    });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    log.warn({ installationId, problem: error.problem }, "new product groups could not be read");
  }
}
