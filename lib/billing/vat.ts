import { countryCodeOf } from "@/lib/bookkeeping/contact/country";
import type { Rule } from "./rule";

export const DANISH_VAT_PERCENT = 25;

/** How Danish VAT treats the service to a business. `unknown` is flagged and never guessed. */
export type VatTreatment = "danish_vat" | "reverse_charge" | "outside_danish_vat" | "unknown";

/** `country` as ISO 3166 code. */
export type BilledParty = { country: string | null; vatNumber: string | null };

/** Of each other member state, what a VAT number looks like after the country (EU Commission, VIES, structure of numbers). */
const EU_VAT_NUMBERS: Record<string, RegExp> = {
  AT: /^ATU\d{8}$/,
  BE: /^BE[01]\d{9}$/,
  BG: /^BG\d{9,10}$/,
  CY: /^CY\d{8}[A-Z]$/,
  CZ: /^CZ\d{8,10}$/,
  DE: /^DE\d{9}$/,
  EE: /^EE\d{9}$/,
  ES: /^ES[A-Z0-9]\d{7}[A-Z0-9]$/,
  FI: /^FI\d{8}$/,
  FR: /^FR[A-Z0-9]{2}\d{9}$/,
  GR: /^EL\d{9}$/,
  HR: /^HR\d{11}$/,
  HU: /^HU\d{8}$/,
  IE: /^IE\d[A-Z0-9+*]\d{5}[A-Z]{1,2}$/,
  IT: /^IT\d{11}$/,
  LT: /^LT(\d{9}|\d{12})$/,
  LU: /^LU\d{8}$/,
  LV: /^LV\d{11}$/,
  MT: /^MT\d{8}$/,
  NL: /^NL[A-Z0-9+*]{12}$/,
  PL: /^PL\d{10}$/,
  PT: /^PT\d{9}$/,
  RO: /^RO\d{2,10}$/,
  SE: /^SE\d{12}$/,
  SI: /^SI\d{8}$/,
  SK: /^SK\d{10}$/,
};

/** Counts as a part of that member state (VAT Directive 2006/112, article 7). */
const PARTS: Record<string, string> = { MC: "FR" };

/**
 * The treatment of a service that the vendor, a Danish company, sells to a business in that country, with its rule:
 * Denmark 25 %; another EU country reverse charge, where the buyer's VAT number is there and has that country's form;
 * elsewhere (Norway too) outside Danish VAT, the buyer accounts for it. What is no country is not known.
 */
export function vatTreatmentOf({ country: entered, vatNumber }: BilledParty): {
  treatment: VatTreatment;
  rule: Rule;
} {
  if (entered === null) return unknown({ key: "vat.country_missing", values: {} });
  const country = countryCodeOf(entered);
  if (country === null) return unknown({ key: "vat.no_country", values: { country: entered } });
  if (country === "DK") {
    const rule: Rule = { key: "vat.danish", values: { percent: DANISH_VAT_PERCENT } };
    return { treatment: "danish_vat", rule };
  }
  const form = EU_VAT_NUMBERS[PARTS[country] ?? country];
  if (!form) {
    return { treatment: "outside_danish_vat", rule: { key: "vat.outside", values: { country } } };
  }
  if (vatNumber === null) return unknown({ key: "vat.number_missing", values: { country } });
  const values = { country, vatNumber };
  if (!form.test(vatNumber.toUpperCase().replaceAll(/[\s.-]/g, ""))) {
    return unknown({ key: "vat.number_malformed", values });
  }
  return { treatment: "reverse_charge", rule: { key: "vat.reverse_charge", values } };
}

function unknown(rule: Rule) {
  return { treatment: "unknown", rule } as const;
}

/** Øre of VAT, half away from zero, so that a credit takes back exactly what was charged. Null: not known. */
export function vatMinorOf(treatment: VatTreatment, netMinor: number): number | null {
  if (treatment === "unknown") return null;
  if (treatment !== "danish_vat") return 0;
  const vat = Math.floor((2 * Math.abs(netMinor) * DANISH_VAT_PERCENT + 100) / 200);
  return netMinor < 0 ? -vat : vat;
}
