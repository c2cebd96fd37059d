import { ensureBinding, findBinding, findBoundKey } from "@/db/queries/bindings";
import { contactAdoptionOf } from "@/lib/bookkeeping/contact-adoption";
import { type ContactKey, matchContacts } from "@/lib/bookkeeping/contact-match";
import { contactRequestOf, customerKeyOf } from "@/lib/bookkeeping/contact-request";
import type { Mapped } from "@/lib/bookkeeping/mapped";
import { AppError } from "@/lib/errors/app-error";
import type { FikenContact, FikenContactRequest } from "@/lib/fiken/schemas/contacts";
import { keepClaim } from "./claim";
import type { TransferWork } from "./context";
import { postOnce } from "./post-once";
import { tell } from "./timeline";

/** Certain enough to take a contact for the same party. A name is not: two people may have the same. */
const LOOKED_UP_BY = [
  "memberNumberString",
  "organizationNumber",
  "email",
] as const satisfies ContactKey[];

/**
 * The Fiken contact of a Rackbeat customer: the one bound to it, else the one that is the same party by our key,
 * organisation number or e-mail, else a new one. Several candidates are held, never guessed.
 */
export async function ensureCustomerContact(
  work: TransferWork,
  customerNumber: string,
): Promise<Mapped<number>> {
  const { db, installationId, connection } = work;
  const pair = {
    installationId,
    connectionId: connection.id,
    kind: "customer" as const,
    rackbeatKey: customerNumber,
  };
  const bound = await findBinding(db, pair);
  if (bound) return { ok: true, value: bound.fikenId };

  const request = contactRequestOf(await work.rackbeat.getCustomer(customerNumber));
  if (!request.ok) return request;
  const contactId = await findOrCreate(work, request.value, customerNumber);
  if (await ensureBinding(db, { ...pair, fikenId: contactId })) {
    return { ok: true, value: contactId };
  }
  const details = { number: customerNumber, contactId };
  return { ok: false, problems: [{ code: "contact.bound_to_other", details }] };
}

async function findOrCreate(
  work: TransferWork,
  request: FikenContactRequest,
  customerNumber: string,
): Promise<number> {
  const { fikenId, made } = await postOnce<FikenContactRequest>(work, {
    kind: "contact",
    key: customerKeyOf(customerNumber),
    request,
    lookUpFirst: true,
    lookUp: (sent) => findSameParty(work, sent, customerNumber),
    post: async (sent) => String((await work.fiken.createContact(sent)).id),
  });
  const contactId = Number(fikenId);
  await tell(work, made ? "contact_created" : "contact_found", { contactId });
  if (!made) await makeUsable(work, contactId, request);
  return contactId;
}

/** Asked in the order of certainty. What belongs to another Rackbeat customer already is nobody's match. */
async function findSameParty(
  work: TransferWork,
  request: FikenContactRequest,
  customerNumber: string,
): Promise<string[]> {
  for (const by of LOOKED_UP_BY) {
    const value = request[by];
    if (!value) continue;
    const found = await work.fiken.findContacts(keyOf(by, value));
    const free = await withoutTaken(work, matchContacts(request, by, found), customerNumber);
    if (free.length > 1) {
      const details = { by, value, count: free.length };
      throw new AppError({ code: "contact.several_matches", details });
    }
    if (free[0]) return [String(free[0].contactId)];
  }
  return [];
}

function keyOf(by: (typeof LOOKED_UP_BY)[number], value: string) {
  if (by === "memberNumberString") return { memberNumberString: value };
  return by === "email" ? { email: value } : { organizationNumber: value };
}

async function withoutTaken(
  { db, installationId, connection }: TransferWork,
  contacts: FikenContact[],
  customerNumber: string,
): Promise<FikenContact[]> {
  const free: FikenContact[] = [];
  for (const contact of contacts) {
    const owner = await findBoundKey(db, {
      installationId,
      connectionId: connection.id,
      kind: "customer",
      fikenId: contact.contactId,
    });
    if (owner === null || owner === customerNumber) free.push(contact);
  }
  return free;
}

/** A supplier that buys becomes a customer as well, and an inactive contact active. Repeating it is harmless. */
async function makeUsable(
  work: TransferWork,
  contactId: number,
  request: FikenContactRequest,
): Promise<void> {
  const contact = await work.fiken.getContact(contactId);
  if (contact.customer && !contact.inactive) return;
  await keepClaim(work);
  await work.fiken.updateContact(contactId, contactAdoptionOf(contact, request));
  await tell(work, "contact_updated", { contactId });
}
