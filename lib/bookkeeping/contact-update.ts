import type {
  FikenAddressRequest,
  FikenContact,
  FikenContactRequest,
} from "@/lib/fiken/schemas/contacts";

/**
 * The body of PUT /contacts that makes an existing contact usable as ours: what Fiken shows stays as it is, what
 * it lacks comes from the request, and what it takes but may not show (phone, currency, member number) is sent
 * along, since a PUT replaces the whole contact. Active, and a customer as well as what it was.
 */
export function contactUpdateOf(
  contact: FikenContact,
  request: FikenContactRequest,
): FikenContactRequest {
  const { address, groups, discount, daysUntilInvoicingDueDate } = contact;
  return {
    ...request,
    ...present({
      name: contact.name,
      email: contact.email,
      organizationNumber: contact.organizationNumber,
      phoneNumber: contact.phoneNumber,
      bankAccountNumber: contact.bankAccountNumber,
      currency: contact.currency,
      language: languageOf(contact.language),
      daysUntilInvoicingDueDate,
      discount,
      address: address?.country ? addressOf({ ...address, country: address.country }) : null,
    }),
    ...(groups.length > 0 && { groups }),
    customer: true,
    supplier: contact.supplier,
    inactive: false,
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

type Present<T> = { [Key in keyof T]?: NonNullable<T[Key]> };

/** Without the fields that are null: Fiken refuses a null. */
function present<T extends Record<string, unknown>>(fields: T): Present<T> {
  // Safe because only null and undefined are taken away.
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined),
  ) as Present<T>;
}
