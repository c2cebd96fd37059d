import type { AccountCell, VatCell } from "@/db/queries/mappings";
import type { ChangedRule } from "@/db/schema/mapping-changes";
import type { AccountMapping, VatMapping } from "@/db/schema/mappings";
import { percentOf } from "@/lib/bookkeeping/mapping/treatment";
import type { MappingCells } from "./mapping-cells";

/** The rules as they stand. */
export type MappingRules = {
  accounts: readonly Pick<
    AccountMapping,
    "side" | "productGroup" | "treatment" | "account" | "vatType"
  >[];
  vat: readonly Pick<VatMapping, "side" | "productGroup" | "zone" | "rate" | "treatment">[];
};

/** What writing the cells would change: what stays as it is, is no change. */
export function ruleChangesOf(rules: MappingRules, cells: MappingCells): ChangedRule[] {
  return [
    ...cells.accounts.map((cell) => accountChangeOf(rules, cell)),
    ...cells.vat.map((cell) => vatChangeOf(rules, cell)),
  ].filter((rule) => !isSame(rule.before, rule.after));
}

function accountChangeOf(rules: MappingRules, cell: AccountCell): ChangedRule {
  const { side, productGroup, treatment } = cell;
  const key = { kind: "account", side, productGroup, treatment } as const;
  const after = cell.account === null ? null : { account: cell.account, vatType: cell.vatType };
  return { ...key, before: chosenIn(rules, key), after };
}

function vatChangeOf(rules: MappingRules, cell: VatCell): ChangedRule {
  const { side, zone, rate, productGroup = null, treatment: after } = cell;
  const key = { kind: "vat", side, productGroup, zone, rate: percentOf(rate) } as const;
  return { ...key, before: treatmentIn(rules, key), after };
}

type AccountKey = Pick<AccountMapping, "side" | "productGroup" | "treatment">;
type VatKey = Pick<VatMapping, "side" | "productGroup" | "zone" | "rate">;

function chosenIn({ accounts }: MappingRules, key: AccountKey) {
  const row = accounts.find(
    (one) =>
      one.side === key.side &&
      one.productGroup === key.productGroup &&
      one.treatment === key.treatment,
  );
  return row ? { account: row.account, vatType: row.vatType } : null;
}

function treatmentIn({ vat }: MappingRules, key: VatKey) {
  const row = vat.find(
    (one) =>
      one.side === key.side &&
      one.productGroup === key.productGroup &&
      one.zone === key.zone &&
      percentOf(one.rate) === percentOf(key.rate),
  );
  return row?.treatment ?? null;
}

/** Whether the rule still is as the change left it: what was changed since is not undone. */
export function stands(rules: MappingRules, rule: ChangedRule): boolean {
  const now = rule.kind === "account" ? chosenIn(rules, rule) : treatmentIn(rules, rule);
  return isSame(now, rule.after);
}

type Value = ChangedRule["before"];

function isSame(one: Value, other: Value): boolean {
  if (one === null || other === null) return one === other;
  if (typeof one === "string" || typeof other === "string") return one === other;
  return one.account === other.account && one.vatType === other.vatType;
}
