import type { MappingRows } from "@/lib/bookkeeping/mapping/mapping";
import { percentOf, treatmentOfRate, vatTypesOf } from "@/lib/bookkeeping/mapping/treatment";

/** How ImportChoices names what Fiken books a product as. */
export function accountKeyOf(account: string, vatType: string): string {
  return `${account}:${vatType}`;
}

/** The rate is percent at home. */
type Group = { number: number; vatDomestic: string | null };

/** `mapping`: the user's own mapping, backwards. `rate`: the only group with that VAT rate. */
export type ToldGroup = {
  group: number | null;
  why: "mapping" | "rate" | null;
  /** More than one would fit: nobody can tell. */
  candidates: number[];
};

/**
 * Which product group is sold on the account with the VAT type: the one whose mapping leads there at home, else, where
 * none does, the only one with the type's rate.
 */
export function groupOfAccount(
  { account, vatType }: { account: string; vatType: string },
  groups: readonly Group[],
  mappings: MappingRows["accounts"],
): ToldGroup {
  const mapped = groups.filter((group) =>
    mappings.some(
      (mapping) =>
        mapping.side === "sales" &&
        mapping.productGroup === group.number &&
        mapping.account === account &&
        mapping.vatType.toUpperCase() === vatType &&
        isAtHome(mapping.treatment, group),
    ),
  );
  if (mapped.length > 0) return told(mapped, "mapping");
  return told(
    groups.filter(({ vatDomestic }) => {
      const treatment = vatDomestic === null ? null : treatmentOfRate(vatDomestic);
      return treatment !== null && vatTypesOf(treatment).some((type) => type === vatType);
    }),
    "rate",
  );
}

/** Whether a sale at home of the group is treated so: the account that it has for exports says nothing of it. */
function isAtHome(treatment: string, { vatDomestic }: Group): boolean {
  if (vatDomestic === null) return false;
  const byRate = treatmentOfRate(vatDomestic);
  if (byRate !== null) return treatment === byRate;
  return percentOf(vatDomestic) === "0" && !["high", "medium", "low"].includes(treatment);
}

function told(groups: readonly Group[], why: "mapping" | "rate"): ToldGroup {
  const numbers = groups.map(({ number }) => number).toSorted((one, other) => one - other);
  const [only, ...others] = numbers;
  if (only === undefined || others.length > 0)
    return { group: null, why: null, candidates: numbers };
  return { group: only, why, candidates: [] };
}
