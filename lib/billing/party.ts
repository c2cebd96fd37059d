import { isNorwegianOrganization } from "@/lib/organization-number";
import type { BilledParty } from "./vat";

/** Who the invoice goes to, as far as is known. */
export type InvoicedParty = BilledParty & {
  organizationNumber: string | null;
  /** Who has told the country: a person at the vendor, or the company in Fiken by its Norwegian number. */
  countryFrom: "person" | "fiken" | null;
};

/**
 * What a person has entered comes first. Otherwise the connected Fiken company tells: an organisation number with the
 * right check digit is a Norwegian company's. Nothing else makes a country.
 */
export function invoicedParty({
  country,
  organizationNumber,
  vatNumber,
  fikenOrganizationNumber,
}: {
  country: string | null;
  organizationNumber: string | null;
  vatNumber: string | null;
  fikenOrganizationNumber: string | null;
}): InvoicedParty {
  const number = organizationNumber ?? fikenOrganizationNumber;
  if (country !== null) {
    return { country, vatNumber, organizationNumber: number, countryFrom: "person" };
  }
  const isNorwegian =
    fikenOrganizationNumber !== null && isNorwegianOrganization(fikenOrganizationNumber);
  return {
    country: isNorwegian ? "NO" : null,
    vatNumber,
    organizationNumber: number,
    countryFrom: isNorwegian ? "fiken" : null,
  };
}
