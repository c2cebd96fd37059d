import type {
  FikenAddressRequest,
  FikenContact,
  FikenContactRequest,
} from "@/lib/fiken/schemas/contacts";
import { organization } from "./contact-match";
import { countryCodeOf } from "./country";
import { type ShownContact, shownContact } from "./shown-contact";

/** Rackbeat is right about these; of everything else the contact keeps what Fiken's user has given it. */
const OWNED = [
  "name",
  "organizationNumber",
  "email",
  "phoneNumber",
  "currency",
  "language",
  "address",
] as const satisfies (keyof FikenContactRequest)[];

/**
 * The body of PUT /contacts after a change in Rackbeat. A PUT replaces the whole contact, so what Fiken shows is
 * sent back, and what it takes but may not show (phone, currency, member number) always goes along.
 * `lastSent` is our own last request for the contact: a field that Rackbeat no longer has is emptied where it is
 * ours, and left where Fiken's user filled it in.
 */
export function contactUpdateOf(
  contact: FikenContact,
  request: FikenContactRequest,
  lastSent: FikenContactRequest | null,
): FikenContactRequest {
  const shown = shownContact(contact);
  const memberNumberString =
    contact.memberNumberString ?? lastSent?.memberNumberString ?? request.memberNumberString;
  return {
    ...withoutEmptied(shown, request, lastSent),
    ...ownedOf(request),
    ...(memberNumberString && { memberNumberString }),
    name: request.name,
    customer: contact.customer || request.customer === true,
    supplier: contact.supplier || request.supplier === true,
    inactive: inactiveAfter(contact, request),
  };
}

/**
 * Whether the update would change anything. What Fiken does not show is compared with what we last sent; where we
 * have sent nothing yet, it is sent. Spelling (case, spaces, "NO" for Norway) is no change.
 */
export function contactNeedsUpdate(
  contact: FikenContact,
  request: FikenContactRequest,
  lastSent: FikenContactRequest | null,
): boolean {
  const known = { ...hiddenOf(lastSent), ...shownContact(contact) };
  const update = contactUpdateOf(contact, request, lastSent);
  const flags = ["customer", "supplier", "inactive"] as const;
  return (
    flags.some((flag) => (known[flag] ?? false) !== (update[flag] ?? false)) ||
    [...OWNED, "memberNumberString" as const].some(
      (field) => comparable(field, known[field]) !== comparable(field, update[field]),
    )
  );
}

/** What a GET may leave out: Fiken's description has these as write-only. */
function hiddenOf(lastSent: FikenContactRequest | null): Partial<FikenContactRequest> {
  const { phoneNumber, currency, memberNumberString } = lastSent ?? {};
  return {
    ...(phoneNumber && { phoneNumber }),
    ...(currency && { currency }),
    ...(memberNumberString && { memberNumberString }),
  };
}

function ownedOf(request: FikenContactRequest): Partial<FikenContactRequest> {
  return Object.fromEntries(
    OWNED.flatMap((field) => (request[field] === undefined ? [] : [[field, request[field]]])),
  );
}

/** Ours once, and gone from Rackbeat since. */
function withoutEmptied(
  shown: ShownContact,
  request: FikenContactRequest,
  lastSent: FikenContactRequest | null,
): ShownContact {
  const kept = { ...shown };
  for (const field of OWNED) {
    const isOurs = comparable(field, shown[field]) === comparable(field, lastSent?.[field]);
    if (field !== "name" && request[field] === undefined && isOurs) delete kept[field];
  }
  return kept;
}

/** A contact that Fiken's user also needs in a role which Rackbeat does not know is not put out of use. */
function inactiveAfter(contact: FikenContact, request: FikenContactRequest): boolean {
  const hasOtherRole =
    (contact.customer && !request.customer) || (contact.supplier && !request.supplier);
  if (request.inactive) return hasOtherRole ? contact.inactive : true;
  return false;
}

function comparable(
  field: (typeof OWNED)[number] | "memberNumberString",
  value: string | FikenAddressRequest | undefined,
): string {
  if (typeof value === "object") return addressText(value);
  if (field === "organizationNumber") return organization(value);
  const text = (value ?? "").trim();
  if (field === "phoneNumber") return text.replaceAll(/\s/g, "");
  return field === "email" ? text.toLowerCase() : text;
}

function addressText({ country, ...lines }: FikenAddressRequest): string {
  const { streetAddress, streetAddressLine2, postCode, city } = lines;
  const texts = [streetAddress, streetAddressLine2, postCode, city];
  return JSON.stringify([
    ...texts.map((text) => (text ?? "").trim()),
    countryCodeOf(country) ?? country.trim(),
  ]);
}
