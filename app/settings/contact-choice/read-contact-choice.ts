import type { Database } from "@/db/client";
import type { FikenContact, FikenContactRequest } from "@/lib/fiken/schemas/contacts";
import { askForContact } from "@/lib/transfer/party/contact-question";
import type { ContactChoice } from "./contact-choice-state";

/** Asks Rackbeat and Fiken. Null: the installation has no such transfer, or it waits for no such choice. */
export async function readContactChoice(
  db: Database,
  key: { installationId: string; transferId: string },
): Promise<ContactChoice | null> {
  const question = await askForContact(db, key);
  if (!question) return null;
  const { party, request, candidates } = question;
  return {
    ...party,
    inRackbeat: request && shownParty(request),
    contacts: candidates.map((contact) => ({
      ...{ id: contact.contactId, isActive: !contact.inactive },
      ...shownParty(contact),
      accounts: accountsOf(contact),
    })),
  };
}

function shownParty({
  name,
  organizationNumber,
  email,
  address,
}: FikenContact | FikenContactRequest) {
  return {
    name,
    organizationNumber: organizationNumber ?? null,
    email: email ?? null,
    city: address?.city ?? null,
  };
}

function accountsOf({ customerAccountCode, supplierAccountCode }: FikenContact): string[] {
  return [customerAccountCode, supplierAccountCode].filter((code) => code !== null);
}
