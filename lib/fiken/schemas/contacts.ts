import { z } from "zod";
import { fikenId, flag, listOf, optional, optionalText } from "./values";

const addressSchema = z.object({
  streetAddress: optionalText,
  streetAddressLine2: optionalText,
  city: optionalText,
  postCode: optionalText,
  country: optionalText,
});

/** Customers and suppliers are one resource. A GET may leave out phone, currency and member number. */
export const contactSchema = z.object({
  contactId: fikenId,
  name: z.string(),
  email: optionalText,
  organizationNumber: optionalText,
  phoneNumber: optionalText,
  memberNumberString: optionalText,
  customer: flag,
  supplier: flag,
  inactive: flag,
  customerNumber: optional(z.number().int()),
  supplierNumber: optional(z.number().int()),
  /** The contact's own sub-accounts, `1500:10001` and `2400:20001`; Fiken makes them. */
  customerAccountCode: optionalText,
  supplierAccountCode: optionalText,
  bankAccountNumber: optionalText,
  currency: optionalText,
  language: optionalText,
  daysUntilInvoicingDueDate: optional(z.number().int()),
  /** Percent, 0-100. */
  discount: optional(z.number()),
  address: optional(addressSchema),
  groups: listOf(z.string()),
});

export type FikenContact = z.infer<typeof contactSchema>;

/** A PUT replaces the whole contact: what is left out here may be wiped there. */
export type FikenContactRequest = {
  /** 1-200 characters. */
  name: string;
  /** At most 200 characters. */
  email?: string;
  organizationNumber?: string;
  /** At most 20 characters. */
  phoneNumber?: string;
  customer?: boolean;
  supplier?: boolean;
  inactive?: boolean;
  /** Ties the contact to our own data; Fiken gives the customer number itself. */
  memberNumberString?: string;
  /** 11 digits. */
  bankAccountNumber?: string;
  currency?: string;
  language?: "NORWEGIAN" | "ENGLISH";
  daysUntilInvoicingDueDate?: number;
  /** Percent, 0-100. */
  discount?: number;
  address?: FikenAddressRequest;
  groups?: string[];
};

/** The country is required as soon as there is an address. */
export type FikenAddressRequest = {
  streetAddress?: string;
  streetAddressLine2?: string;
  city?: string;
  postCode?: string;
  country: string;
};
