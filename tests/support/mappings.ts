import { type Mapping, type MappingRows, mappingOf } from "@/lib/bookkeeping/mapping";
import { vatTypesOf } from "@/lib/bookkeeping/treatment";

const ACCOUNTS = {
  high: "3000",
  medium: "3030",
  low: "3050",
  exempt: "3100",
  export: "3110",
  outside: "3200",
  reverse_charge: "3130",
} as const;

/** Groups 1 (Verktøy) and 2 (Mat) and lines without a product, for every treatment, and a reason for each 0 %. */
export function someMappingRows(): MappingRows {
  const treatments = Object.keys(ACCOUNTS) as (keyof typeof ACCOUNTS)[];
  return {
    accounts: [1, 2, null].flatMap((productGroup) =>
      treatments.map((treatment) => ({
        side: "sales" as const,
        productGroup,
        treatment,
        account: ACCOUNTS[treatment],
        vatType: vatTypesOf(treatment)[0],
      })),
    ),
    vat: [
      { side: "sales", zone: "domestic", rate: "0.00", treatment: "outside" },
      { side: "sales", zone: "domestic_exempt", rate: "0.00", treatment: "exempt" },
      { side: "sales", zone: "eu", rate: "0.00", treatment: "export" },
      { side: "sales", zone: "abroad", rate: "0.00", treatment: "export" },
    ],
    productGroups: [
      { number: 1, name: "Verktøy" },
      { number: 2, name: "Mat" },
    ],
  };
}

export function aMapping(changes: Partial<MappingRows> = {}): Mapping {
  return mappingOf({ ...someMappingRows(), ...changes });
}
