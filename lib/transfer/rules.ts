import type { Database } from "@/db/client";
import { listAccountMappings, listVatMappings } from "@/db/queries/mappings";
import { listProductGroups } from "@/db/queries/product-groups";
import { type Mapping, mappingOf } from "@/lib/bookkeeping/mapping";
import type { Problem } from "@/lib/errors/catalog";
import type { DrainContext } from "./context";
import type { Outcome } from "./outcome";
import { releaseHeld } from "./release";
import { meetUnknownGroups } from "./unknown-groups";

/** The user's mapping and Rackbeat's product groups, and a text that is another one once they have changed. */
export type Rules = { mapping: Mapping; version: string };

export async function readRules(
  db: Database,
  { installationId }: { installationId: string },
): Promise<Rules> {
  const [accounts, vat, groups] = await Promise.all([
    listAccountMappings(db, { installationId }),
    listVatMappings(db, { installationId }),
    listProductGroups(db, { installationId }),
  ]);
  // When a group was last seen says nothing of what it is.
  const productGroups = groups.map(({ number, name, vatDomestic }) => ({
    number,
    name,
    vatDomestic,
  }));
  return {
    mapping: mappingOf({ accounts, vat, productGroups }),
    version: JSON.stringify({ accounts, vat, productGroups }),
  };
}

/**
 * Rules that were saved while a turn went on came too late for it, and their release too early to find it held. So
 * after a turn that the rules have held, they are read again: where they have changed, what they held goes again.
 */
export async function heedNewRules(context: DrainContext, outcome: Outcome): Promise<void> {
  const isHeld = outcome.state === "held" || outcome.state === "failed";
  if (!isHeld || !outcome.problems.some(isOfRules)) return;
  await meetUnknownGroups(context, outcome);
  const { db, installationId, now } = context;
  const rules = await readRules(db, { installationId });
  if (rules.version === context.rules.version) return;
  context.rules = rules;
  for (const curedBy of ["mapping", "product_groups"] as const) {
    await releaseHeld(db, { installationId, curedBy, now: now() });
  }
}

function isOfRules({ code }: Problem): boolean {
  return code.startsWith("mapping.") || code === "fiken.account_refused";
}
