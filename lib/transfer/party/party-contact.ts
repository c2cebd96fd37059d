import { ensureBinding, findBinding, findBoundKey, renameBinding } from "@/db/queries/bindings";
import { markWriteGone } from "@/db/queries/postings";
import { contactAdoptionOf } from "@/lib/bookkeeping/contact/contact-adoption";
import {
  type ContactKey,
  isDoubtful,
  matchContacts,
} from "@/lib/bookkeeping/contact/contact-match";
import {
  contactKeyOf,
  contactRequestOf,
  type PartyRole,
} from "@/lib/bookkeeping/contact/contact-request";
import type { Mapped } from "@/lib/bookkeeping/document/mapped";
import { AppError } from "@/lib/errors/app-error";
import type { Problem } from "@/lib/errors/catalog";
import type { FikenContact, FikenContactRequest } from "@/lib/fiken/schemas/contacts";
import type { RackbeatCustomer } from "@/lib/rackbeat/parties";
import { keepClaim } from "@/lib/transfer/turn/claim";
import type { TransferWork } from "@/lib/transfer/turn/context";
import { nullIfUnknown } from "@/lib/transfer/turn/null-if-missing";
import { postOnce } from "@/lib/transfer/turn/post-once";
import { tell } from "@/lib/transfer/turn/timeline";
import { recallContact } from "./recall-contact";
import { stepBackForTwin } from "./twin-contact";

const BY_OUR_KEY = "memberNumberString";

/** Certain enough to take a contact for the same party. A name is not: two people may have the same. */
export const LOOKED_UP_BY = [
  BY_OUR_KEY,
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

export function readParty({ rackbeat }: Pick<TransferWork, "rackbeat">, { role, number }: Party) {
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
    lookUp: (sent, isPosted) => findSameParty(work, sent, { party, isPosted }),
    post: async (sent) => {
      await stepBackForTwin(work, sent, party.role);
      return String((await work.fiken.createContact(sent)).id);
    },
  });
  const contactId = Number(fikenId);
  await tell(work, made ? "contact_created" : "contact_found", { contactId });
  if (made) return { contactId, sent: posted };
  const contact = await recallContact(work, await work.fiken.getContact(contactId));
  const isUpdated = await makeUsable(work, contact, request, party.role);
  return { contactId, sent: isUpdated ? request : null };
}

/**
 * Asked in the order of certainty. What belongs to another party of Rackbeat already is nobody's match, and what is
 * left beside it is not certain either: a person is asked, as about one with our key that looks like somebody else,
 * where nothing better is found. What may have been posted carries our key, so any other contact is not it, whatever
 * they share; several that carry it are asked about once it counts as missing.
 */
async function findSameParty(
  work: TransferWork,
  request: FikenContactRequest,
  { party, isPosted }: { party: Party; isPosted: boolean },
): Promise<string[]> {
  let doubtful: Problem | null = null;
  for (const by of isPosted ? ([BY_OUR_KEY] as const) : LOOKED_UP_BY) {
    const value = request[by];
    if (!value) continue;
    const hits = await work.fiken.findContacts(contactFilter(by, value));
    const found = matchContacts(request, by, hits);
    const { own, free } = await sortByOwner(work, found, party, (contact) =>
      isCertain(by, contact, request),
    );
    const likely = by === BY_OUR_KEY ? free.filter((hit) => !isDoubtful(request, hit)) : free;
    const isLeftOver = by !== BY_OUR_KEY && free.length < found.length;
    const hit = own ?? (likely.length === 1 && !isLeftOver ? likely[0] : undefined);
    if (hit) return [String(hit.contactId)];
    if (free.length === 0 || isPosted) continue;
    const details = { by, value, count: found.length, ...party };
    const several: Problem = { code: "contact.several_matches", details };
    if (likely.length > 0) throw new AppError(several);
    doubtful = several;
  }
  if (doubtful) throw new AppError(doubtful);
  return [];
}

export function contactFilter(by: (typeof LOOKED_UP_BY)[number], value: string) {
  if (by === "memberNumberString") return { memberNumberString: value };
  return by === "email" ? { email: value } : { organizationNumber: value };
}

/** Neither a shared e-mail address alone nor a name with another organisation number makes two numbers one party. */
function isCertain(by: ContactKey, contact: FikenContact, request: FikenContactRequest): boolean {
  if (by === "organizationNumber") return true;
  return contact.name === request.name && !isDoubtful(request, contact);
}

/** `own`: bound to the party, so it is the one. `free`: bound to nobody. */
async function sortByOwner(
  work: TransferWork,
  contacts: FikenContact[],
  { role, number }: Party,
  isTheParty: (contact: FikenContact) => boolean,
): Promise<{ own: FikenContact | null; free: FikenContact[] }> {
  const { db, installationId, connection } = work;
  const connected = { installationId, connectionId: connection.id };
  const free: FikenContact[] = [];
  for (const contact of contacts) {
    const key = { ...connected, kind: role, fikenId: contact.contactId };
    const owner = await findBoundKey(db, key);
    if (owner === null) {
      free.push(contact);
      continue;
    }
    const isOwn =
      owner === number || (isTheParty(contact) && (await takeOver(work, { role, number }, owner)));
    if (isOwn) return { own: contact, free };
  }
  return { own: null, free };
}

/**
 * A number that Rackbeat no longer knows, whose party is here again under another one: renumbered, and no delivery
 * told of it, for most of Rackbeat's carry no former number. False: the former number is still somebody's.
 */
async function takeOver(
  work: TransferWork,
  { role, number }: Party,
  previousKey: string,
): Promise<boolean> {
  if (await nullIfUnknown(readParty(work, { role, number: previousKey }))) return false;
  const { db, installationId, connection } = work;
  const connected = { installationId, connectionId: connection.id };
  const former = { ...connected, kind: "contact", key: contactKeyOf(role, previousKey) };
  await keepClaim(work);
  return db.transaction(async (tx) => {
    await markWriteGone(tx, { ...former, now: work.now() });
    return renameBinding(tx, { ...connected, kind: role, previousKey, rackbeatKey: number });
  });
}

/** A supplier that buys becomes a customer as well, and an inactive contact active. `contact`: recalled. False: it is usable as it is. */
export async function makeUsable(
  work: TransferWork,
  contact: FikenContact,
  request: FikenContactRequest,
  role: PartyRole,
): Promise<boolean> {
  const { contactId } = contact;
  if (contact[role] && !contact.inactive) return false;
  await keepClaim(work);
  await work.fiken.updateContact(contactId, contactAdoptionOf(contact, request));
  await tell(work, "contact_updated", { contactId });
  return true;
}
