import { cutText } from "@/lib/bookkeeping/document/line-text";
import { type Mapped, refused } from "@/lib/bookkeeping/document/mapped";
import { vatZoneOf } from "@/lib/bookkeeping/mapping/treatment";
import type { FikenAddressRequest, FikenContactRequest } from "@/lib/fiken/schemas/contacts";
import type { RackbeatCustomer, RackbeatSupplier } from "@/lib/rackbeat/parties";
import { countryCodeOf, countryNameOf } from "./country";

const MAX_NAME = 200;
const MAX_EMAIL = 200;
const MAX_PHONE = 20;
/** Fiken writes in Norwegian or English only; Danes and Swedes read Norwegian. */
const NORWEGIAN_READERS = ["nb", "nn", "no", "da", "sv"];

type RackbeatParty = RackbeatCustomer | RackbeatSupplier;

export type PartyRole = "customer" | "supplier";

/**
 * Our key in the contact's member number. Fiken gives customer and supplier numbers itself; this one is free and
 * searchable. Customers and suppliers are separate series in Rackbeat.
 */
export function contactKeyOf(role: PartyRole, number: string): string {
  return `RB-${role === "customer" ? "C" : "S"}-${number}`;
}

/**
 * A Rackbeat customer or supplier as a Fiken contact. What Fiken would refuse (a broken e-mail, a long phone number)
 * is left out.
 */
export function contactRequestOf(
  party: RackbeatParty,
  role: PartyRole = "customer",
): Mapped<FikenContactRequest> {
  const name = cutText(party.name ?? party.address_name ?? "", MAX_NAME);
  if (!name) {
    return refused({ code: "contact.name_missing", details: { role, number: party.number } });
  }
  const country = countryOf(party);
  const organizationNumber = organizationNumberOf(party.company_vat, country);
  const email = firstEmail(party.contact_email);
  const phoneNumber = firstPhone(party.contact_phone);
  const address = addressOf(party, country);
  return {
    ok: true,
    value: {
      name,
      [role]: true,
      memberNumberString: contactKeyOf(role, party.number),
      language: languageOf(party.locale),
      ...(organizationNumber && { organizationNumber }),
      ...(email && { email }),
      ...(phoneNumber && { phoneNumber }),
      ...(party.currency?.match(/^[A-Z]{3}$/) && { currency: party.currency }),
      ...(address && { address }),
      ...((party.is_barred || party.is_deleted) && { inactive: true }),
    },
  };
}

/**
 * One contact for a party that is a customer and a supplier in Rackbeat: what the customer lacks comes from the
 * supplier, its key is the customer's (the other is known by its binding), and it is inactive only as both.
 */
export function combinedRequestOf(
  asCustomer: FikenContactRequest,
  asSupplier: FikenContactRequest,
): FikenContactRequest {
  const { inactive: _, ...combined } = { ...asSupplier, ...asCustomer };
  return {
    ...combined,
    customer: true,
    supplier: true,
    ...(asCustomer.inactive && asSupplier.inactive && { inactive: true }),
  };
}

/** ISO code; a domestic party without a country is Norwegian, any other without one is unknown. */
function countryOf({ address_country, vat_zone }: RackbeatParty): string | null {
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
export function firstEmail(text: string | null): string | null {
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
function addressOf(party: RackbeatParty, code: string | null): FikenAddressRequest | null {
  const country = code ? countryNameOf(code) : party.address_country;
  const { address_street, address_street2, address_zipcode, address_city } = party;
  const lines = {
    ...(address_street && { streetAddress: address_street }),
    ...(address_street2 && { streetAddressLine2: address_street2 }),
    ...(address_zipcode && { postCode: address_zipcode }),
    ...(address_city && { city: address_city }),
  };
  if (!country || (Object.keys(lines).length === 0 && !party.address_country)) return null;
  return { ...lines, country };
}
