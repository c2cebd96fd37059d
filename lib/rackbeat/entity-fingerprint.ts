import { createHash } from "node:crypto";
import type { RackbeatProduct } from "./items";
import type { RackbeatCustomer } from "./parties";

const PARTY_FIELDS = [
  "number",
  "name",
  "company_vat",
  "address_street",
  "address_street2",
  "address_zipcode",
  "address_city",
  "address_country",
  "contact_email",
  "contact_phone",
  "vat_zone",
  "currency",
  "locale",
  "is_barred",
  "is_deleted",
] as const satisfies (keyof RackbeatCustomer)[];

const ITEM_FIELDS = [
  "number",
  "name",
  "description",
  "barcode",
  "sales_price",
  "is_barred",
] as const satisfies (keyof RackbeatProduct)[];

/** SHA-256 of what a person can have changed of a customer or supplier: the same one shows the same, whenever it is read. */
export function fingerprintOfParty(party: RackbeatCustomer): string {
  return hash(PARTY_FIELDS.map((field) => party[field]));
}

/** The same of a product. Its stock and what follows from it move by themselves, so they do not count. */
export function fingerprintOfItem(item: RackbeatProduct): string {
  const group = item.group_id ?? item.group?.number ?? null;
  return hash([...ITEM_FIELDS.map((field) => item[field]), group, item.unit?.number ?? null]);
}

function hash(values: readonly unknown[]): string {
  // What is absent and what is switched off are the same.
  const content = values.map((value) => value ?? false);
  return createHash("sha256").update(JSON.stringify(content)).digest("hex");
}
