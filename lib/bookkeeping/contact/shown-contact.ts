import { present } from "@/lib/bookkeeping/request/present";
import type {
  FikenAddressRequest,
  FikenContact,
  FikenContactRequest,
} from "@/lib/fiken/schemas/contacts";

/** What a contact shows, as a PUT takes it: without the fields that are not there, for Fiken refuses a null. */
export type ShownContact = Omit<FikenContactRequest, "name"> & { name: string };

export function shownContact(contact: FikenContact): ShownContact {
  const { address, groups } = contact;
  return {
    name: contact.name,
    ...present({
      email: contact.email,
      organizationNumber: contact.organizationNumber,
      phoneNumber: contact.phoneNumber,
      memberNumberString: contact.memberNumberString,
      bankAccountNumber: contact.bankAccountNumber,
      currency: contact.currency,
      language: languageOf(contact.language),
      daysUntilInvoicingDueDate: contact.daysUntilInvoicingDueDate,
      discount: contact.discount,
      address: address?.country ? addressOf({ ...address, country: address.country }) : null,
    }),
    ...(groups.length > 0 && { groups }),
    customer: contact.customer,
    supplier: contact.supplier,
    inactive: contact.inactive,
  };
}

type Address = Omit<NonNullable<FikenContact["address"]>, "country"> & { country: string };

function addressOf({ country, ...lines }: Address): FikenAddressRequest {
  return { ...present(lines), country };
}

/** Fiken answers "Norwegian" and takes "NORWEGIAN". */
function languageOf(shown: string | null): "NORWEGIAN" | "ENGLISH" | null {
  const language = shown?.toUpperCase();
  return language === "NORWEGIAN" || language === "ENGLISH" ? language : null;
}
