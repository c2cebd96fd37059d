import { contactKeyOf, firstEmail } from "@/lib/bookkeeping/contact/contact-request";
import type { FikenContact } from "@/lib/fiken/schemas/contacts";
import type { FikenProduct } from "@/lib/fiken/schemas/products";
import type { RackbeatLot, RackbeatProduct } from "@/lib/rackbeat/items";
import type { RackbeatCustomer, RackbeatSupplier } from "@/lib/rackbeat/parties";
import type { ContactTraits, PartyTraits } from "./match-parties";
import { type ItemTraits, numberTrait, type ProductTraits } from "./match-products";
import { organizationTrait } from "./organization-number";

export type PartyRole = "customer" | "supplier";

/** `wanted`: its number as Fiken spells it. */
export type ReadProductTraits = ProductTraits & { wanted: string | null };
/** One that Rackbeat has deleted is nobody's match, and keeps its number. */
export type ReadPartyTraits = PartyTraits & { usable: boolean };
export type ReadItemTraits = ItemTraits & { usable: boolean };

/** `bound`: Rackbeat's number that it is bound to. */
export function contactTraitsOf(
  contact: FikenContact,
  role: PartyRole,
  bound: string | null,
): ContactTraits {
  const prefix = contactKeyOf(role, "");
  const member = contact.memberNumberString;
  const number = role === "customer" ? contact.customerNumber : contact.supplierNumber;
  return {
    key: String(contact.contactId),
    bound,
    organization: organizationTrait(contact.organizationNumber),
    member: member?.startsWith(prefix) ? member.slice(prefix.length) : null,
    number: number === null ? ownNumber(member) : String(number),
    email: emailTrait(contact.email),
    name: nameTrait(contact.name),
    inactive: contact.inactive,
  };
}

export function partyTraitsOf(party: RackbeatCustomer | RackbeatSupplier): ReadPartyTraits {
  return {
    key: party.number,
    organization: organizationTrait(party.company_vat),
    email: emailTrait(party.contact_email),
    name: nameTrait(party.name),
    usable: party.is_deleted !== true,
  };
}

export function productTraitsOf(product: FikenProduct, bound: string | null): ReadProductTraits {
  return {
    key: String(product.productId),
    bound: bound === null ? null : numberTrait(bound),
    number: product.productNumber === null ? null : numberTrait(product.productNumber),
    wanted: product.productNumber,
    name: nameTrait(product.name),
    inactive: !product.active,
  };
}

export function itemTraitsOf(item: RackbeatProduct | RackbeatLot): ReadItemTraits {
  return {
    key: item.number,
    number: numberTrait(item.number),
    name: nameTrait(item.name),
    usable: item.deleted_at === null,
  };
}

/** Of a row that cannot be read, only its number is known: that is taken. */
export function unreadableTraitsOf(number: string): ReadPartyTraits & ReadItemTraits {
  const nothing = { organization: null, email: null, name: "", usable: false };
  return { key: number, number: numberTrait(number), ...nothing };
}

/** A member number that the company has typed itself, where Fiken has given no number: never a key of ours. */
function ownNumber(member: string | null): string | null {
  return member !== null && !/^RB-[CS]-/.test(member) ? member : null;
}

function nameTrait(name: string | null): string {
  return (name ?? "").replaceAll(/\s+/g, " ").trim().toLocaleLowerCase("nb");
}

function emailTrait(email: string | null): string | null {
  return firstEmail(email)?.toLowerCase() ?? null;
}
