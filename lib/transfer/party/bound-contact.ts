import { deleteBinding, findBinding } from "@/db/queries/bindings";
import { markWriteGone } from "@/db/queries/postings";
import { contactKeyOf, contactRequestOf } from "@/lib/bookkeeping/contact/contact-request";
import type { FikenContact } from "@/lib/fiken/schemas/contacts";
import { keepClaim } from "@/lib/transfer/turn/claim";
import type { TransferWork } from "@/lib/transfer/turn/context";
import { nullIfDeleted, nullIfUnknown } from "@/lib/transfer/turn/null-if-missing";
import { makeUsable, type Party, readParty } from "./party-contact";
import { recallContact } from "./recall-contact";

/** Null where the party is not bound, or its contact was deleted in Fiken: then it is as if it had never been there. */
export async function findBoundContact(
  work: TransferWork,
  party: Party,
): Promise<FikenContact | null> {
  const { db, installationId, connection } = work;
  const key = { installationId, connectionId: connection.id };
  const binding = await findBinding(db, { ...key, kind: party.role, rackbeatKey: party.number });
  if (!binding) return null;
  const contact = await nullIfDeleted(work.fiken.getContact(binding.fikenId));
  if (contact) return recallContact(work, contact);
  await keepClaim(work);
  const posting = { ...key, kind: "contact", key: contactKeyOf(party.role, party.number) };
  await db.transaction(async (tx) => {
    await deleteBinding(tx, binding);
    await markWriteGone(tx, { ...posting, now: work.now() });
  });
  return null;
}

/**
 * After Fiken has refused a document: its contact may have been deleted in Fiken, taken out of use or be no customer
 * or supplier any more since it was bound. True: it was, and the document is worth another try.
 */
export async function mendContact(work: TransferWork, party: Party): Promise<boolean> {
  const contact = await findBoundContact(work, party);
  if (!contact) return true;
  if (contact[party.role] && !contact.inactive) return false;
  const read = await nullIfUnknown(readParty(work, party));
  const request = read && contactRequestOf(read, party.role);
  return request?.ok ? makeUsable(work, contact, request.value, party.role) : false;
}
