import { type Mapping, type MappingRows, mappingOf } from "@/lib/bookkeeping/mapping/mapping";
import { purchaseVatTypesOf, vatTypesOf } from "@/lib/bookkeeping/mapping/treatment";

const SALES_ACCOUNTS = {
  high: "3000",
  medium: "3030",
  low: "3050",
  exempt: "3100",
  export: "3110",
  outside: "3200",
  reverse_charge: "3130",
} as const;

const COST_ACCOUNTS = { high: "4300", medium: "4310", low: "4060", none: "4500", import: "4360" };

/** Every VAT treatment of the groups (null: lines without a product), to accounts of Fiken's standard chart. */
export function accountRowsOf(groups: readonly (number | null)[]): MappingRows["accounts"] {
  const sales = Object.keys(SALES_ACCOUNTS) as (keyof typeof SALES_ACCOUNTS)[];
  const purchases = Object.keys(COST_ACCOUNTS) as (keyof typeof COST_ACCOUNTS)[];
  return groups.flatMap((productGroup) => [
    ...sales.map((treatment) => ({
      side: "sales" as const,
      productGroup,
      treatment,
      account: SALES_ACCOUNTS[treatment],
      vatType: vatTypesOf(treatment)[0],
    })),
    ...purchases.map((treatment) => ({
      side: "purchase" as const,
      productGroup,
      treatment,
      account: COST_ACCOUNTS[treatment],
      vatType: purchaseVatTypesOf(treatment)[0],
    })),
  ]);
}

/** A reason for each 0 % but that of purchases from abroad. */
export const ZERO_RATES = [
  { side: "sales", zone: "domestic", rate: "0.00", treatment: "outside" },
  { side: "sales", zone: "domestic_exempt", rate: "0.00", treatment: "exempt" },
  { side: "sales", zone: "eu", rate: "0.00", treatment: "export" },
  { side: "sales", zone: "abroad", rate: "0.00", treatment: "export" },
  { side: "purchase", zone: "domestic", rate: "0.00", treatment: "none" },
  { side: "purchase", zone: "domestic_exempt", rate: "0.00", treatment: "none" },
] as const;

/** Groups 1 (Verktøy) and 2 (Mat) and lines without a product, for every treatment, and a reason for each 0 %. */
export function someMappingRows(): MappingRows {
  return {
    accounts: accountRowsOf([1, 2, null]),
    vat: [
      ...ZERO_RATES,
      { side: "purchase", zone: "eu", rate: "0.00", treatment: "import" },
      { side: "purchase", zone: "abroad", rate: "0.00", treatment: "import" },
    ],
    productGroups: [
      { number: 1, name: "Verktøy", vatDomestic: "25.00" },
      { number: 2, name: "Mat", vatDomestic: "15.00" },
    ],
  };
}

export function aMapping(changes: Partial<MappingRows> = {}): Mapping {
  return mappingOf({ ...someMappingRows(), ...changes });
}
