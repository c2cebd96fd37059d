import { type Created, get, getPage, type Page, readCreated, type Send } from "./calls";
import { contactSchema, type FikenContact, type FikenContactRequest } from "./schemas/contacts";

/** Fiken finds exact matches only. */
export type ContactKey =
  | { memberNumberString: string }
  | { organizationNumber: string }
  | { email: string };

/** `lastModifiedFrom` is a day, included. Without `inactive` Fiken lists both. */
export type ContactFilter = {
  customer?: boolean;
  supplier?: boolean;
  inactive?: boolean;
  lastModifiedFrom?: string;
};

export function createContactCalls(send: Send, company: string) {
  const path = `${company}/contacts`;
  return {
    /** All contacts with the key, also inactive ones; more than one means that nobody can tell which. */
    async findContacts(key: ContactKey): Promise<FikenContact[]> {
      const { items } = await getPage(send, path, contactSchema, 0, key);
      return items.filter((contact) => hasKey(contact, key));
    },

    listContacts: (page: number, filter: ContactFilter = {}): Promise<Page<FikenContact>> =>
      getPage(send, path, contactSchema, page, {
        customer: filter.customer,
        supplier: filter.supplier,
        inactive: filter.inactive,
        lastModifiedGe: filter.lastModifiedFrom,
      }),

    getContact: (contactId: number): Promise<FikenContact> =>
      get(send, `${path}/${contactId}`, contactSchema),

    async createContact(contact: FikenContactRequest): Promise<Created> {
      return readCreated(await send({ method: "POST", path, json: contact }), "contacts");
    },

    /** Replaces the whole contact: whatever is left out may be wiped. */
    async updateContact(contactId: number, contact: FikenContactRequest): Promise<void> {
      await send({ method: "PUT", path: `${path}/${contactId}`, json: contact });
    },
  };
}

/** Fiken ignores filters it does not know, so its answer is checked, where it shows the field at all. */
function hasKey(contact: FikenContact, key: ContactKey): boolean {
  return Object.entries(key).every(([field, value]) => {
    const answered = contact[field as keyof FikenContact];
    if (answered === null) return field === "memberNumberString";
    return plain(String(answered)) === plain(value);
  });
}

function plain(text: string): string {
  return text.replace(/\s/g, "").toLowerCase();
}
