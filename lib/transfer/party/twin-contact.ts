import { findTwinUnderWay } from "@/db/queries/contact-postings";
import { contactKeyOf, type PartyRole } from "@/lib/bookkeeping/contact/contact-request";
import { AppError } from "@/lib/errors/app-error";
import type { FikenContactRequest } from "@/lib/fiken/schemas/contacts";
import type { TransferWork } from "@/lib/transfer/turn/context";

/** A request may wait for the lane and be looked up for a minute; after that a look-up tells for certain. */
const INTENT_MS = 10 * 60_000;
/** A look-up that began before the contact was made may have missed it. */
const MADE_MS = 60_000;

/**
 * Called with our own intent written down, right before the contact is made. A company that is a customer and a
 * supplier is one contact, and two drains may be at one of them each: their look-ups see nothing, and only the intents
 * tell. Whoever sees the other's steps back, and finds the contact when it looks again. Throws
 * `contact.twin_under_way`: nothing was made.
 */
export async function stepBackForTwin(
  {
    db,
    installationId,
    connection,
    now,
  }: Pick<TransferWork, "db" | "installationId" | "connection" | "now">,
  { organizationNumber, email }: FikenContactRequest,
  role: PartyRole,
): Promise<void> {
  const at = now().getTime();
  const twin = await findTwinUnderWay(db, {
    ...{ installationId, connectionId: connection.id, organizationNumber, email },
    keyPrefix: contactKeyOf(role === "customer" ? "supplier" : "customer", ""),
    intentSince: new Date(at - INTENT_MS),
    madeSince: new Date(at - MADE_MS),
  });
  if (twin === null) return;
  const value = organizationNumber ?? email ?? "";
  throw new AppError({ code: "contact.twin_under_way", details: { value } });
}
