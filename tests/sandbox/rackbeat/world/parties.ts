import { z } from "zod";
import { forbidden, invalid } from "../refusal";
import type { Agreement, PartyKind } from "./agreement";
import { changedFields, given, percent } from "./decimals";
import { type Party, VAT_ZONES } from "./rows";

const text = z.string().max(255);

/** What a write may set on a customer or supplier. Unknown keys are ignored, as Laravel does. */
export const partyUpdateSchema = z.object({
  number: z.int().min(1).max(999_999_999).optional(),
  name: text.min(1).optional(),
  company_name: text.min(1).optional(),
  company_vat: text.nullish(),
  address_street: text.nullish(),
  address_street2: text.nullish(),
  address_city: text.nullish(),
  address_zipcode: text.nullish(),
  address_country: text.nullish(),
  contact_email: text.nullish(),
  contact_phone: text.nullish(),
  ean: text.nullish(),
  locale: z.string().max(5).optional(),
  currency: z.string().length(3).optional(),
  vat_zone: z.enum(VAT_ZONES).optional(),
  payment_terms_id: z.int().optional(),
  customer_group_id: z.int().optional(),
  supplier_group_id: z.int().optional(),
  layout_id: z.int().optional(),
  general_discount_percentage: percent.optional(),
  our_reference: text.nullish(),
  their_reference: text.nullish(),
  is_barred: z.boolean().optional(),
});
export type PartyUpdate = z.infer<typeof partyUpdateSchema>;

const required = { vat_zone: z.enum(VAT_ZONES), payment_terms_id: z.int() };

/** Create wants what Rackbeat's screens want: a name, a group, a VAT zone and payment terms. */
export const partyCreateSchemas: Record<PartyKind, z.ZodType<PartyUpdate>> = {
  customer: partyUpdateSchema.extend({ ...required, customer_group_id: z.int() }),
  supplier: partyUpdateSchema.extend({ ...required, supplier_group_id: z.int() }),
};

export function createParty(agreement: Agreement, kind: PartyKind, input: PartyUpdate): Party {
  const name = input.name ?? input.company_name;
  if (!name) throw invalid({ company_name: "The company name field is required." });
  const fields = relatedFields(agreement, kind, input);
  const parties = agreement.parties(kind);
  const now = new Date();
  const party = parties.insert({
    ...blankParty(agreement),
    ...fields,
    name,
    number: input.number ?? parties.nextNumber(),
    created_at: now,
    updated_at: now,
  });
  agreement.announce({ event: `${kind}.created`, keyName: "number", key: party.number });
  return party;
}

export function updateParty(
  agreement: Agreement,
  kind: PartyKind,
  number: string | number,
  input: PartyUpdate,
): Party {
  const parties = agreement.parties(kind);
  const party = parties.get(number);
  const { number: newNumber, ...fields } = relatedFields(agreement, kind, input);
  const oldKey = party.number;
  const changed = changedFields(party, { ...fields, ...given({ number: newNumber }) });
  if (newNumber !== undefined && newNumber !== oldKey) {
    if (parties.find(newNumber)) throw invalid({ number: "The number has already been taken." });
    parties.rename(party, newNumber);
  }
  Object.assign(party, fields, { updated_at: new Date() });
  agreement.announce({
    event: `${kind}.updated`,
    keyName: "number",
    key: party.number,
    changed,
    ...(oldKey !== party.number && { oldKey }),
  });
  return party;
}

/** Throws 403 while the party stands on an invoice. */
export function deleteParty(agreement: Agreement, kind: PartyKind, number: string | number): void {
  const party = agreement.parties(kind).get(number);
  if (
    agreement
      .invoices(kind)
      .list()
      .some((invoice) => invoice.party === party.number)
  ) {
    throw forbidden(`The ${kind} #${party.number} is used on invoices, and cannot be deleted.`);
  }
  agreement.parties(kind).remove(party.number);
  agreement.announce({ event: `${kind}.deleted`, keyName: "number", key: party.number });
}

function relatedFields(agreement: Agreement, kind: PartyKind, input: PartyUpdate) {
  const { name, company_name, customer_group_id, supplier_group_id, ...rest } = input;
  const group = kind === "customer" ? customer_group_id : supplier_group_id;
  if (group !== undefined) agreement.partyGroups(kind).require(group, `${kind}_group_id`);
  if (rest.payment_terms_id !== undefined) {
    agreement.paymentTerms.require(rest.payment_terms_id, "payment_terms_id");
  }
  if (rest.layout_id !== undefined) agreement.layouts.require(rest.layout_id, "layout_id");
  return given({ ...rest, group_id: group, name: name ?? company_name });
}

function blankParty(agreement: Agreement) {
  return {
    group_id: 1,
    company_vat: null,
    address_street: null,
    address_street2: null,
    address_city: null,
    address_zipcode: null,
    address_country: null,
    contact_email: null,
    contact_phone: null,
    ean: null,
    locale: "nb",
    currency: agreement.baseCurrency,
    vat_zone: "domestic" as const,
    payment_terms_id: 1,
    layout_id: 1,
    general_discount_percentage: 0,
    our_reference: null,
    their_reference: null,
    is_barred: false,
    is_deleted: false,
  };
}
