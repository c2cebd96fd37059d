import type { FieldChange, ImportChoices } from "@/db/schema/imports";
import { firstEmail } from "@/lib/bookkeeping/contact/contact-request";
import { countryCodeOf } from "@/lib/bookkeeping/contact/country";
import { cutText } from "@/lib/bookkeeping/document/line-text";
import { present } from "@/lib/bookkeeping/request/present";
import type { Problem } from "@/lib/errors/catalog";
import type { FikenContact } from "@/lib/fiken/schemas/contacts";
import type { RackbeatCustomer } from "@/lib/rackbeat/parties";
import { changesBetween } from "./field-changes";
import { isBrokenOrganization } from "./organization-number";
import { isPartyNumber } from "./row-numbers";
import type { PartyRole } from "./traits";
import { zoneOfCountry } from "./vat-zone";

/** Rackbeat's longest name, and its longest text in every other field of a party. */
export const MAX_TEXT = 255;

const norwegianNames = new Intl.DisplayNames("nb", { type: "region" });

/** What Fiken has of a party, in Rackbeat's fields; null where it lacks it. */
type PartyFields = Record<
  | "name"
  | "company_vat"
  | "contact_email"
  | "contact_phone"
  | "address_street"
  | "address_street2"
  | "address_zipcode"
  | "address_city"
  | "address_country",
  string | null
>;

export type MadeEntity = {
  name: string;
  /** What the user sees beside the name. */
  identity: string | null;
  body: Record<string, unknown>;
  notices: Problem[];
};

/**
 * A contact as the body of POST /customers or /suppliers, without its number, and what a person should know of it.
 * Texts that Rackbeat would refuse are cut; an address that is none is left out. An inactive one is barred, so that
 * the next transfer leaves it inactive in Fiken.
 */
export function partyOf(
  contact: FikenContact,
  role: PartyRole,
  choices: ImportChoices,
  number: string,
): MadeEntity {
  const chosen = choices[role];
  if (!chosen) throw new Error(`No choices for a ${role}`);
  const fields = fieldsOf(contact, number);
  const { name, ...others } = cutFields(fields);
  const country = countryOf(contact);
  return {
    name: name ?? number,
    identity: contact.organizationNumber,
    body: {
      name,
      // Older accounts of Rackbeat read this spelling.
      company_name: name,
      ...present(others),
      [`${role}_group_id`]: chosen.group,
      payment_terms_id: termsOf(contact, choices, chosen.paymentTerms),
      vat_zone: zoneOfCountry(country) ?? chosen.vatZone,
      ...(role === "customer" && present({ layout_id: choices.customer?.layout })),
      ...(contact.currency?.match(/^[A-Z]{3}$/) && { currency: contact.currency }),
      locale: contact.language?.toUpperCase() === "ENGLISH" ? "en" : "nb",
      ...(contact.inactive && { is_barred: true }),
    },
    notices: [...textNotices(contact, fields, number), ...emailNotices(contact)],
  };
}

/** What Fiken has otherwise than the party in Rackbeat. */
export function partyChanges(contact: FikenContact, party: RackbeatCustomer): FieldChange[] {
  const { name, company_vat, contact_email, contact_phone } = party;
  const { address_street, address_street2, address_zipcode, address_city, address_country } = party;
  return changesBetween(
    {
      ...{ name, company_vat, contact_email, contact_phone },
      ...{ address_street, address_street2, address_zipcode, address_city, address_country },
    },
    cutFields(fieldsOf(contact, null)),
  );
}

/** That its number in Fiken is not the one it gets. */
export function partyNumberNotices(wanted: string | null, number: string): Problem[] {
  if (wanted === number) return [];
  if (wanted === null) return [{ code: "import.number_missing", details: { proposed: number } }];
  const code = isPartyNumber(wanted) ? "import.number_reassigned" : "import.number_unusable";
  return [{ code, details: { number: wanted, proposed: number } }];
}

/** `fallback`: the name of one that has none. */
function fieldsOf(contact: FikenContact, fallback: string | null): PartyFields {
  const { address } = contact;
  const country = countryOf(contact);
  return {
    name: contact.name.trim() || fallback,
    company_vat: contact.organizationNumber,
    contact_email: firstEmail(contact.email),
    contact_phone: contact.phoneNumber,
    address_street: address?.streetAddress ?? null,
    address_street2: address?.streetAddressLine2 ?? null,
    address_zipcode: address?.postCode ?? null,
    address_city: address?.city ?? null,
    address_country: country ? (norwegianNames.of(country) ?? country) : (address?.country ?? null),
  };
}

function cutFields(fields: PartyFields): PartyFields {
  // Safe: the same fields with shorter values.
  return Object.fromEntries(
    Object.entries(fields).map(([field, text]) => [field, text && cutText(text, MAX_TEXT)]),
  ) as PartyFields;
}

function countryOf({ address }: FikenContact): string | null {
  return address?.country ? countryCodeOf(address.country) : null;
}

function termsOf(
  { daysUntilInvoicingDueDate: days }: FikenContact,
  { paymentTermsByDays }: ImportChoices,
  otherwise: number,
): number {
  return (days === null ? undefined : paymentTermsByDays[String(days)]) ?? otherwise;
}

function textNotices(contact: FikenContact, fields: PartyFields, number: string): Problem[] {
  const notices: Problem[] = Object.entries(fields).flatMap(([part, text]) =>
    text && text.length > MAX_TEXT
      ? [{ code: "import.text_too_long", details: { part, length: text.length, max: MAX_TEXT } }]
      : [],
  );
  if (contact.name.trim() === "") {
    notices.push({ code: "import.name_missing", details: { proposed: number } });
  }
  if (contact.address?.country && countryOf(contact) === null) {
    const details = { country: contact.address.country };
    notices.push({ code: "import.country_unknown", details });
  }
  if (contact.organizationNumber && isBrokenOrganization(contact.organizationNumber)) {
    const details = { number: contact.organizationNumber };
    notices.push({ code: "import.organization_number_invalid", details });
  }
  return notices;
}

function emailNotices({ email }: FikenContact): Problem[] {
  if (email === null) return [{ code: "import.email_missing", details: {} }];
  if (firstEmail(email)) return [];
  return [{ code: "import.email_unusable", details: { email } }];
}
