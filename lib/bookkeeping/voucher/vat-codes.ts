import type { MappingSide } from "@/db/schema/mappings";
import type { VatTypes } from "@/lib/bookkeeping/mapping/treatment";

type CodesOf = { [Side in MappingSide]: Partial<Record<VatTypes[Side], string>> };

/** The VAT codes that Fiken's journal shows, the standard ones of the VAT return, by the types its API takes. */
const CODES: CodesOf = {
  sales: {
    HIGH: "3",
    MEDIUM: "31",
    LOW: "33",
    NONE: "7",
    EXEMPT: "5",
    EXEMPT_IMPORT_EXPORT: "52",
    EXEMPT_REVERSE: "51",
    OUTSIDE: "6",
  },
  purchase: {
    HIGH: "1",
    MEDIUM: "11",
    LOW: "13",
    NONE: "0",
    HIGH_DIRECT: "14",
    MEDIUM_DIRECT: "15",
    HIGH_BASIS: "21",
    MEDIUM_BASIS: "22",
    NONE_IMPORT_BASIS: "23",
    HIGH_FOREIGN_SERVICE_DEDUCTIBLE: "86",
    HIGH_FOREIGN_SERVICE_NONDEDUCTIBLE: "87",
    LOW_FOREIGN_SERVICE_DEDUCTIBLE: "88",
    LOW_FOREIGN_SERVICE_NONDEDUCTIBLE: "89",
  },
};

/** Null for a type that we never send. */
export function vatCodeOf(side: MappingSide, vatType: string): string | null {
  const codes: Partial<Record<string, string>> = CODES[side];
  return codes[vatType] ?? null;
}
