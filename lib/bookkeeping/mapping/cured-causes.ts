import type { MappingSide, VatTreatment, VatZone } from "@/db/schema/mappings";
import { causeKey } from "@/lib/errors/catalog";

/** Which rule of the mapping was given a value. */
export type SetRule =
  | {
      kind: "account";
      side: MappingSide;
      productGroup: number | null;
      treatment: VatTreatment;
      /** The account that it had and has no more. */
      replaces?: string | undefined;
    }
  | { kind: "vat"; side: MappingSide; productGroup: number | null; zone: VatZone };

type AccountRule = Extract<SetRule, { kind: "account" }>;

/** What waits: what keeps it, and the product groups it is of. */
type Waiting = { causes: readonly string[]; productGroups: readonly (number | null)[] };

/** What the causes begin with that a change of the mapping may cure. */
export const MAPPING_CAUSES = [
  "mapping.group_unmapped",
  "mapping.default_unmapped",
  "mapping.vat_unmapped",
  "fiken.account_refused",
] as const;

/** Whether nothing that is known of keeps it any more, once the rules are set. What then turns up holds it again. */
export function goesOn({ causes, productGroups }: Waiting, rules: readonly SetRule[]): boolean {
  return (
    causes.length > 0 &&
    causes.every((cause) => rules.some((rule) => cures(rule, cause, productGroups)))
  );
}

/** Whether the rule is one that the cause asks for. */
export function cures(
  rule: SetRule,
  cause: string,
  productGroups: readonly (number | null)[],
): boolean {
  if (rule.kind === "account") {
    return cause === accountCauseOf(rule) || replacesRefused(rule, cause, productGroups);
  }
  const { side, zone, productGroup } = rule;
  const unmapped = causeKey({ code: "mapping.vat_unmapped", details: { side, zone, rate: "0" } });
  return cause === unmapped && (productGroup === null || productGroups.includes(productGroup));
}

/** Which account Fiken refused, only its own text says. Where that names none, nothing is promised. */
function replacesRefused(
  { replaces, productGroup }: AccountRule,
  cause: string,
  productGroups: readonly (number | null)[],
): boolean {
  if (replaces === undefined || !cause.startsWith("fiken.account_refused")) return false;
  const named: readonly string[] = cause.match(/\b\d{4}\b/g) ?? [];
  return named.includes(replaces) && productGroups.includes(productGroup);
}

function accountCauseOf({ side, productGroup, treatment }: AccountRule): string {
  if (productGroup === null) {
    return causeKey({ code: "mapping.default_unmapped", details: { side, treatment } });
  }
  const details = { side, group: productGroup, groupName: "", treatment };
  return causeKey({ code: "mapping.group_unmapped", details });
}
