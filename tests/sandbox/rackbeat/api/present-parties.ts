import type { Quirks } from "../quirks";
import { isoDateTime } from "../time";
import type { Agreement, PartyKind } from "../world/agreement";
import type { Dated, Party, PaymentTerm } from "../world/rows";

/** A row as it is sent: moments in ISO 8601 with offset, and its own address. */
export function presentRow<Row extends Dated & { number: number | string }>(
  url: string,
  path: string,
  row: Row,
) {
  return {
    ...row,
    created_at: isoDateTime(row.created_at),
    updated_at: isoDateTime(row.updated_at),
    self: `${url}/api/${path}/${encodeURIComponent(row.number)}`,
  };
}

export function presentPaymentTerm(url: string, term: PaymentTerm) {
  return { ...presentRow(url, "payment-terms", term), type_translated: term.name };
}

export function presentParty(url: string, agreement: Agreement, kind: PartyKind, party: Party) {
  const { group_id, name, ...fields } = presentRow(url, `${kind}s`, party);
  const group = agreement.partyGroups(kind).find(group_id);
  const terms = agreement.paymentTerms.find(party.payment_terms_id);
  const address = addressOf(party);
  return {
    ...fields,
    ...nameOf(agreement.quirks, name),
    address_name: name,
    billing_address: address,
    delivery_address: address,
    payment_terms: terms ? presentPaymentTerm(url, terms) : null,
    [`${kind}_group_id`]: group_id,
    [`${kind}_group`]: group ? { number: group.number, name: group.name } : null,
  };
}

/** The party as it stands inside an invoice. */
export function presentInvoiceParty(agreement: Agreement, kind: PartyKind, number: number) {
  const party = agreement.parties(kind).find(number);
  if (!party) return null;
  const group = agreement.partyGroups(kind).find(party.group_id);
  return {
    number: party.number,
    ...nameOf(agreement.quirks, party.name),
    company_vat: party.company_vat,
    [`${kind}_group_id`]: party.group_id,
    [`${kind}_group`]: group ? { number: group.number, name: group.name } : null,
  };
}

export function addressOf(party: Party) {
  return {
    name: party.name,
    street: party.address_street,
    street2: party.address_street2,
    city: party.address_city,
    zipcode: party.address_zipcode,
    country: party.address_country,
    email: party.contact_email,
    phone: party.contact_phone,
  };
}

/** Older answers say `company_name`, newer ones `name`. */
function nameOf({ partyName }: Quirks, name: string) {
  return {
    ...(partyName !== "company_name" && { name }),
    ...(partyName !== "name" && { company_name: name }),
  };
}
