import { getTransferSettings } from "@/db/queries/transfer-settings";
import type { Problem } from "@/lib/errors/catalog";
import type { DrainContext } from "@/lib/transfer/turn/context";
import type { Outcome } from "@/lib/transfer/turn/outcome";
import { readRules } from "@/lib/transfer/turn/rules";
import { releaseHeld } from "./release";
import { meetUnknownGroups } from "./unknown-groups";

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

/**
 * Settings that were saved while a turn went on came too late for it, and their release too early to find what it held
 * or left out. So after each turn they are read again, and where they have changed, that goes again.
 */
export async function heedNewSettings(context: DrainContext): Promise<void> {
  const { db, installationId, now } = context;
  const settings = await getTransferSettings(db, { installationId });
  if (JSON.stringify(settings) === JSON.stringify(context.settings)) return;
  context.settings = settings;
  await releaseHeld(db, { installationId, curedBy: "settings", now: now() });
}

function isOfRules({ code }: Problem): boolean {
  return code.startsWith("mapping.") || code === "fiken.account_refused";
}
