import type { FikenAddressRequest, FikenContactRequest } from "@/lib/fiken/schemas/contacts";
import type { RackbeatCustomer } from "@/lib/rackbeat/parties";
import { countryCodeOf, countryNameOf } from "./country";
import { cutText } from "./line-text";
import { type Mapped, refused } from "./mapped";
import { vatZoneOf } from "./treatment";

const MAX_NAME = 200;
const MAX_EMAIL = 200;
const MAX_PHONE = 20;
/** Fiken writes in Norwegian or English only; Danes and Swedes read Norwegian. */
const NORWEGIAN_READERS = ["nb", "nn", "no", "da", "sv"];

/** Our key in the contact's member number. Fiken gives customer numbers itself; this one is free and searchable. */
export function customerKeyOf(customerNumber: string): string {
  return `RB-C-${customerNumber}`;
}

/** A Rackbeat customer as a Fiken contact. What Fiken would refuse (a broken e-mail, a long phone number) is left out. */
export function contactRequestOf(customer: RackbeatCustomer): Mapped<FikenContactRequest> {
  const name = cutText(customer.name ?? customer.address_name ?? "", MAX_NAME);
  if (!name) {
    return refused({ code: "contact.name_missing", details: { number: customer.number } });
  }
  const country = countryOf(customer);
  const organizationNumber = organizationNumberOf(customer.company_vat, country);
  const email = firstEmail(customer.contact_email);
  const phoneNumber = firstPhone(customer.contact_phone);
  const address = addressOf(customer, country);
  return {
    ok: true,
    value: {
      name,
      customer: true,
      memberNumberString: customerKeyOf(customer.number),
      language: languageOf(customer.locale),
      ...(organizationNumber && { organizationNumber }),
      ...(email && { email }),
      ...(phoneNumber && { phoneNumber }),
      ...(customer.currency?.match(/^[A-Z]{3}$/) && { currency: customer.currency }),
      ...(address && { address }),
    },
  };
}

/** ISO code; a domestic customer without a country is Norwegian, any other without one is unknown. */
function countryOf({ address_country, vat_zone }: RackbeatCustomer): string | null {
  if (address_country) return countryCodeOf(address_country);
  const zone = vat_zone === null ? "domestic" : vatZoneOf(vat_zone);
  return zone === "domestic" || zone === "domestic_exempt" ? "NO" : null;
}

/**
 * Nine digits of "NO 999 888 777 MVA". A foreign number keeps its letters: the nine digits of a German one would
 * read as a Norwegian company's.
 */
function organizationNumberOf(text: string | null, country: string | null): string | null {
  const compact = (text ?? "").toUpperCase().replaceAll(/[^A-Z0-9]/g, "");
  const norwegian = compact.match(/^(?:NO)?(\d{9})(?:MVA)?$/)?.[1];
  const isNorwegian = country === "NO" || country === null || /^NO|MVA$/.test(compact);
  return (isNorwegian ? norwegian : undefined) ?? (compact || null);
}

/** The field may hold several addresses, names beside them, or junk. */
function firstEmail(text: string | null): string | null {
  const candidates = (text ?? "").split(/[\s;,<>]+/);
  const isEmail = (word: string) => /^[^@\s"()]+@[^@\s"()]+\.[^@\s."()]{2,}$/.test(word);
  return candidates.find((word) => word.length <= MAX_EMAIL && isEmail(word)) ?? null;
}

function firstPhone(text: string | null): string | null {
  const first = (text ?? "").split(/[/;,]/)[0]?.trim() ?? "";
  const fitting = [first, first.replaceAll(/\s/g, "")].find(({ length }) => length <= MAX_PHONE);
  return fitting && /\d/.test(fitting) ? fitting : null;
}

function languageOf(locale: string | null): "NORWEGIAN" | "ENGLISH" {
  const language = locale?.slice(0, 2).toLowerCase() ?? "nb";
  return NORWEGIAN_READERS.includes(language) ? "NORWEGIAN" : "ENGLISH";
}

/** None without a country, which Fiken requires. A country we cannot read goes as typed: Fiken is the judge. */
function addressOf(customer: RackbeatCustomer, code: string | null): FikenAddressRequest | null {
  const country = code ? countryNameOf(code) : customer.address_country;
  const { address_street, address_street2, address_zipcode, address_city } = customer;
  const lines = {
    ...(address_street && { streetAddress: address_street }),
    ...(address_street2 && { streetAddressLine2: address_street2 }),
    ...(address_zipcode && { postCode: address_zipcode }),
    ...(address_city && { city: address_city }),
  };
  if (!country || (Object.keys(lines).length === 0 && !customer.address_country)) return null;
  return { ...lines, country };
}
