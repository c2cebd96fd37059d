/**
 * Fiken's VAT types. `code` is what journal entries show, `basisPoints` the rate in hundredths of a percent of
 * 2026, `account` where the VAT of a line is posted. `selfAssessed` types carry no VAT on the line: the buyer
 * owes it, and may or may not deduct it.
 */
export type VatType = {
  code: string;
  basisPoints: number;
  account?: string;
  selfAssessed?: { basisPoints: number; deductible: boolean };
  /** The line is import VAT and nothing else. */
  direct?: boolean;
};

export const SALES_VAT_TYPES: Record<string, VatType> = {
  HIGH: { code: "3", basisPoints: 2500, account: "2700" },
  MEDIUM: { code: "31", basisPoints: 1500, account: "2701" },
  RAW_FISH: { code: "32", basisPoints: 1111, account: "2702" },
  LOW: { code: "33", basisPoints: 1200, account: "2703" },
  NONE: { code: "7", basisPoints: 0 },
  EXEMPT: { code: "5", basisPoints: 0 },
  EXEMPT_IMPORT_EXPORT: { code: "52", basisPoints: 0 },
  EXEMPT_REVERSE: { code: "51", basisPoints: 0 },
  OUTSIDE: { code: "6", basisPoints: 0 },
};

const selfAssessed = (code: string, basisPoints: number, deductible = true): VatType => ({
  code,
  basisPoints: 0,
  selfAssessed: { basisPoints, deductible },
});

export const PURCHASE_VAT_TYPES: Record<string, VatType> = {
  NONE: { code: "0", basisPoints: 0 },
  HIGH: { code: "1", basisPoints: 2500, account: "2710" },
  MEDIUM: { code: "11", basisPoints: 1500, account: "2711" },
  RAW_FISH: { code: "12", basisPoints: 1111, account: "2712" },
  LOW: { code: "13", basisPoints: 1200, account: "2713" },
  HIGH_DIRECT: { code: "14", basisPoints: 0, account: "2710", direct: true },
  MEDIUM_DIRECT: { code: "15", basisPoints: 0, account: "2711", direct: true },
  HIGH_BASIS: selfAssessed("21", 2500),
  MEDIUM_BASIS: selfAssessed("22", 1500),
  NONE_IMPORT_BASIS: { code: "23", basisPoints: 0 },
  HIGH_FOREIGN_SERVICE_DEDUCTIBLE: selfAssessed("86", 2500),
  HIGH_FOREIGN_SERVICE_NONDEDUCTIBLE: selfAssessed("87", 2500, false),
  LOW_FOREIGN_SERVICE_DEDUCTIBLE: selfAssessed("88", 1200),
  LOW_FOREIGN_SERVICE_NONDEDUCTIBLE: selfAssessed("89", 1200, false),
  HIGH_PURCHASE_OF_EMISSIONSTRADING_OR_GOLD_DEDUCTIBLE: selfAssessed("91", 2500),
  HIGH_PURCHASE_OF_EMISSIONSTRADING_OR_GOLD_NONDEDUCTIBLE: selfAssessed("92", 2500, false),
};

/** VAT of a net amount in øre, rounded half away from zero. */
export function vatOf(net: number, basisPoints: number): number {
  return Math.sign(net) * Math.floor((Math.abs(net) * basisPoints + 5000) / 10_000) || 0;
}
