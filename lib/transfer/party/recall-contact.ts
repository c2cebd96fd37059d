import { listBindingsOf } from "@/db/queries/bindings";
import type { FikenContact, FikenContactRequest } from "@/lib/fiken/schemas/contacts";
import type { TransferWork } from "@/lib/transfer/turn/context";

type Connected = Pick<TransferWork, "db" | "installationId" | "connection">;

/**
 * The contact with what Fiken takes and does not show (phone, currency, member number) as it was last sent, for
 * whichever of its parties: a PUT without them would wipe them.
 */
export async function recallContact(work: Connected, contact: FikenContact): Promise<FikenContact> {
  const sent = await lastSentOf(work, contact.contactId);
  return {
    ...contact,
    phoneNumber: contact.phoneNumber ?? sent?.phoneNumber ?? null,
    currency: contact.currency ?? sent?.currency ?? null,
    memberNumberString: contact.memberNumberString ?? sent?.memberNumberString ?? null,
  };
}

/** Of the customer before the supplier, where a contact is both. */
async function lastSentOf(
  { db, installationId, connection }: Connected,
  fikenId: number,
): Promise<FikenContactRequest | null> {
  const bound = await listBindingsOf(db, {
    ...{ installationId, connectionId: connection.id, fikenId },
    kinds: ["customer", "supplier"],
  });
  const remembered = bound.find(({ sent }) => sent !== null);
  return remembered ? sentContact(remembered) : null;
}

/** Safe: what is remembered of a contact is only ever a request of ours for one. */
export function sentContact({ sent }: { sent: unknown }): FikenContactRequest | null {
  return sent as FikenContactRequest | null;
}
