import { z } from "zod";
import { flag, key, moment, optional, optionalText } from "./values";

/** Customers and suppliers share their fields; their numbers are separate series. */
const partySchema = z
  .object({
    number: key,
    name: optionalText,
    /** The older spelling of `name`; both are in use. */
    company_name: optionalText,
    company_vat: optionalText,
    address_name: optionalText,
    address_street: optionalText,
    address_street2: optionalText,
    address_zipcode: optionalText,
    address_city: optionalText,
    /** As typed: "Norge", "NO" … */
    address_country: optionalText,
    contact_email: optionalText,
    contact_phone: optionalText,
    vat_zone: optionalText,
    currency: optionalText,
    locale: optionalText,
    is_barred: optional(flag),
    is_deleted: optional(flag),
    updated_at: optional(moment),
  })
  .transform(({ name, company_name, ...rest }) => ({ ...rest, name: name ?? company_name }));

export const customerSchema = partySchema;
export const supplierSchema = partySchema;

export type RackbeatCustomer = z.infer<typeof customerSchema>;
export type RackbeatSupplier = z.infer<typeof supplierSchema>;
