import type { Database } from "@/db/client";
import { listChartAccounts } from "@/db/queries/chart-accounts";
import { findActiveConnection } from "@/db/queries/connections";
import { type ListedMappingChange, listMappingChanges } from "@/db/queries/mapping-changes";
import { listAccountMappings, listVatMappings } from "@/db/queries/mappings";
import { listProductGroups } from "@/db/queries/product-groups";
import type { ChangedRule } from "@/db/schema/mapping-changes";
import { type MappingRules, stands } from "@/lib/transfer/settings/mapping-rules";
import type { HistoryChange, HistoryPage, HistoryRule } from "./history-state";
import { IMPORT_TYPES } from "./purchase-state";

const PAGE_SIZE = 10;

type Names = {
  rules: MappingRules;
  accounts: ReadonlyMap<string, string>;
  groups: ReadonlyMap<number, string>;
};

/** A page of what was changed in the mapping; `before` is where the page before it ended. */
export async function readMappingHistory(
  db: Database,
  { installationId, before }: { installationId: string; before: number | null },
): Promise<HistoryPage> {
  const connection = await findActiveConnection(db, { installationId });
  const [rows, accounts, vat, groups, chart] = await Promise.all([
    listMappingChanges(db, { installationId, before, limit: PAGE_SIZE + 1 }),
    listAccountMappings(db, { installationId }),
    listVatMappings(db, { installationId }),
    listProductGroups(db, { installationId }),
    connection ? listChartAccounts(db, { installationId, connectionId: connection.id }) : [],
  ]);
  const names = {
    rules: { accounts, vat },
    accounts: new Map(chart.map(({ code, name }) => [code, name])),
    groups: new Map(groups.map(({ number, name }) => [number, name])),
  };
  const shown = rows.slice(0, PAGE_SIZE);
  return {
    changes: shown.map((row) => changeOf(row, names)),
    nextBefore: rows.length > PAGE_SIZE ? (shown.at(-1)?.id ?? null) : null,
  };
}

function changeOf(row: ListedMappingChange, names: Names): HistoryChange {
  const { id, at, origin, undoneAt, released, rules } = row;
  return {
    ...{ id, at: at.toISOString(), origin, released },
    undoes: undoneAt?.toISOString() ?? null,
    rules: rules.map((rule) => ruleOf(rule, names)),
    canUndo: rules.some((rule) => stands(names.rules, rule)),
  };
}

function ruleOf(rule: ChangedRule, { accounts, groups }: Names): HistoryRule {
  const { side, productGroup } = rule;
  const group =
    productGroup === null ? null : `${productGroup} ${groups.get(productGroup) ?? ""}`.trim();
  if (rule.kind === "vat") {
    const { zone, before, after } = rule;
    return { kind: "vat", side, group, zone, before, after };
  }
  const { treatment } = rule;
  const named = (chosen: typeof rule.before) =>
    chosen && {
      account: chosen.account,
      name: accounts.get(chosen.account) ?? "",
      importType:
        treatment === "import"
          ? (IMPORT_TYPES.find((type) => type === chosen.vatType) ?? null)
          : null,
    };
  return {
    ...{ kind: "account", side, group, treatment },
    ...{ before: named(rule.before), after: named(rule.after) },
  };
}
