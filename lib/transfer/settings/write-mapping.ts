import type { Database } from "@/db/client";
import { insertMappingChange, lockMapping } from "@/db/queries/mapping-changes";
import { listWaitingForMapping } from "@/db/queries/mapping-reach";
import {
  type AccountCell,
  listAccountMappings,
  listVatMappings,
  saveAccountMappings,
  saveVatMappings,
} from "@/db/queries/mappings";
import type { ChangedRule, MappingOrigin } from "@/db/schema/mapping-changes";
import { goesOn, MAPPING_CAUSES, type SetRule } from "@/lib/bookkeeping/mapping/cured-causes";
import { releaseHeld } from "@/lib/transfer/hold/release";
import type { MappingCells } from "./mapping-cells";
import { type MappingRules, ruleChangesOf } from "./mapping-rules";

export type MappingWritten = {
  /** How many transfers nothing known keeps any more. */
  released: number;
  /** How many rules are others now. */
  changed: number;
  /** Whether the drain has anything to look at: more are looked at again than go on. */
  wakes: boolean;
};

/**
 * Writes the rules, what they were before, and what goes on with them, together or not at all. `cellsFor` is given the
 * rules as they are once nobody else can change them.
 */
export async function writeMapping(
  db: Database,
  {
    installationId,
    cellsFor,
    origin,
    undoes = null,
    now,
  }: {
    installationId: string;
    cellsFor: (current: MappingRules) => MappingCells;
    origin: MappingOrigin;
    undoes?: number | null;
    now: Date;
  },
): Promise<MappingWritten> {
  return db.transaction(async (tx) => {
    await lockMapping(tx, { installationId });
    const current = await readMappingRules(tx, { installationId });
    const cells = cellsFor(current);
    const rules = ruleChangesOf(current, cells);
    const waiting = await listWaitingForMapping(tx, { installationId, prefixes: MAPPING_CAUSES });
    const set = setRulesOf(cells, rules);
    const released = waiting
      .filter((alike) => goesOn(alike, set))
      .reduce((sum, { count }) => sum + count, 0);
    await saveVatMappings(tx, { installationId, rows: cells.vat });
    await saveAccountMappings(tx, { installationId, rows: cells.accounts });
    const lookedAt = await releaseHeld(tx, { installationId, curedBy: "mapping", now });
    if (rules.length > 0) {
      await insertMappingChange(tx, { installationId, at: now, origin, undoes, rules, released });
    }
    return { released, changed: rules.length, wakes: lookedAt > 0 };
  });
}

export async function readMappingRules(
  db: Database,
  { installationId }: { installationId: string },
): Promise<MappingRules> {
  const accounts = await listAccountMappings(db, { installationId });
  return { accounts, vat: await listVatMappings(db, { installationId }) };
}

/** An emptied rule cures nothing. */
function setRulesOf({ accounts, vat }: MappingCells, changed: readonly ChangedRule[]): SetRule[] {
  return [
    ...accounts.flatMap(({ side, productGroup, treatment, account }): SetRule[] =>
      account === null
        ? []
        : [
            {
              ...{ kind: "account", side, productGroup, treatment },
              replaces: replacedIn(changed, { side, productGroup, treatment }),
            },
          ],
    ),
    ...vat.flatMap(({ side, productGroup = null, zone, treatment }): SetRule[] =>
      treatment === null ? [] : [{ kind: "vat", side, productGroup, zone }],
    ),
  ];
}

type AccountKey = Pick<AccountCell, "side" | "productGroup" | "treatment">;

function replacedIn(changed: readonly ChangedRule[], key: AccountKey): string | undefined {
  for (const rule of changed) {
    if (rule.kind !== "account" || rule.before?.account === rule.after?.account) continue;
    const { side, productGroup, treatment, before } = rule;
    const isIt =
      side === key.side && productGroup === key.productGroup && treatment === key.treatment;
    if (isIt) return before?.account;
  }
  return undefined;
}
