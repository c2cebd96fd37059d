import { ensureBinding, findBinding, findBoundKey } from "@/db/queries/bindings";
import { contactAdoptionOf } from "@/lib/bookkeeping/contact-adoption";
import { type ContactKey, matchContacts } from "@/lib/bookkeeping/contact-match";
import { contactKeyOf, contactRequestOf, type PartyRole } from "@/lib/bookkeeping/contact-request";
import type { Mapped } from "@/lib/bookkeeping/mapped";
import { AppError } from "@/lib/errors/app-error";
import type { FikenContact, FikenContactRequest } from "@/lib/fiken/schemas/contacts";
import type { RackbeatCustomer } from "@/lib/rackbeat/parties";
import { keepClaim } from "./claim";
import type { TransferWork } from "./context";
import { postOnce } from "./post-once";
import { recallContact } from "./recall-contact";
import { tell } from "./timeline";

/** Certain enough to take a contact for the same party. A name is not: two people may have the same. */
const LOOKED_UP_BY = [
  "memberNumberString",
  "organizationNumber",
  "email",
] as const satisfies ContactKey[];

/** A customer or supplier of Rackbeat; their numbers are separate series. */
export type Party = { role: PartyRole; number: string };

/** The Fiken contact of a Rackbeat customer; brought along by a document that needs it. */
export function ensureCustomerContact(work: TransferWork, number: string): Promise<Mapped<number>> {
  return ensureContact(work, { role: "customer", number });
}

/** The Fiken contact of a Rackbeat supplier; brought along by a document that needs it. */
export function ensureSupplierContact(work: TransferWork, number: string): Promise<Mapped<number>> {
  return ensureContact(work, { role: "supplier", number });
}

/**
 * The one bound to the party, else the one that is the same party by our key, organisation number or e-mail, else a
 * new one. Several candidates are held, never guessed. A contact may be a customer's and a supplier's at once.
 * `read`: the party as it is in Rackbeat, where the caller has read it already.
 */
export async function ensureContact(
  work: TransferWork,
  party: Party,
  read?: RackbeatCustomer,
): Promise<Mapped<number>> {
  const { db, installationId, connection } = work;
  const { role, number } = party;
  const pair = { installationId, connectionId: connection.id, kind: role, rackbeatKey: number };
  const bound = await findBinding(db, pair);
  if (bound) return { ok: true, value: bound.fikenId };

  const request = contactRequestOf(read ?? (await readParty(work, party)), role);
  if (!request.ok) return request;
  const { contactId, sent } = await findOrCreate(work, request.value, party);
  if (await ensureBinding(db, { ...pair, fikenId: contactId, sent })) {
    return { ok: true, value: contactId };
  }
  return {
    ok: false,
    problems: [{ code: "contact.bound_to_other", details: { number, contactId } }],
  };
}

export function readParty({ rackbeat }: TransferWork, { role, number }: Party) {
  return role === "customer" ? rackbeat.getCustomer(number) : rackbeat.getSupplier(number);
}

async function findOrCreate(
  work: TransferWork,
  request: FikenContactRequest,
  party: Party,
): Promise<{ contactId: number; sent: FikenContactRequest | null }> {
  const {
    fikenId,
    made,
    request: posted,
  } = await postOnce<FikenContactRequest>(work, {
    kind: "contact",
    key: contactKeyOf(party.role, party.number),
    request,
    lookUpFirst: true,
    lookUp: (sent) => findSameParty(work, sent, party),
    post: async (sent) => String((await work.fiken.createContact(sent)).id),
  });
  const contactId = Number(fikenId);
  await tell(work, made ? "contact_created" : "contact_found", { contactId });
  if (made) return { contactId, sent: posted };
  const isUpdated = await makeUsable(work, contactId, request, party.role);
  return { contactId, sent: isUpdated ? request : null };
}

/** Asked in the order of certainty. What belongs to another party of Rackbeat already is nobody's match. */
async function findSameParty(
  work: TransferWork,
  request: FikenContactRequest,
  party: Party,
): Promise<string[]> {
  for (const by of LOOKED_UP_BY) {
    const value = request[by];
    if (!value) continue;
    const found = await work.fiken.findContacts(keyOf(by, value));
    const free = await withoutTaken(work, matchContacts(request, by, found), party);
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
  { role, number }: Party,
): Promise<FikenContact[]> {
  const free: FikenContact[] = [];
  for (const contact of contacts) {
    const owner = await findBoundKey(db, {
      installationId,
      connectionId: connection.id,
      kind: role,
      fikenId: contact.contactId,
    });
    if (owner === null || owner === number) free.push(contact);
  }
  return free;
}

/** A supplier that buys becomes a customer as well, and an inactive contact active. False: it is usable as it is. */
async function makeUsable(
  work: TransferWork,
  contactId: number,
  request: FikenContactRequest,
  role: PartyRole,
): Promise<boolean> {
  const contact = await recallContact(work, await work.fiken.getContact(contactId));
  if (contact[role] && !contact.inactive) return false;
  await keepClaim(work);
  await work.fiken.updateContact(contactId, contactAdoptionOf(contact, request));
  await tell(work, "contact_updated", { contactId });
  return true;
}
