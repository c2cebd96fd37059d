import { listBindingsOf, recordSent } from "@/db/queries/bindings";
import type { Binding } from "@/db/schema/bindings";
import {
  combinedRequestOf,
  contactKeyOf,
  contactRequestOf,
  type PartyRole,
} from "@/lib/bookkeeping/contact/contact-request";
import { contactNeedsUpdate, contactUpdateOf } from "@/lib/bookkeeping/contact/contact-update";
import { shownContact } from "@/lib/bookkeeping/contact/shown-contact";
import type { Mapped } from "@/lib/bookkeeping/document/mapped";
import type { FikenContact, FikenContactRequest } from "@/lib/fiken/schemas/contacts";
import type { RackbeatCustomer } from "@/lib/rackbeat/parties";
import { isEchoOfParty } from "@/lib/transfer/hold/import-echo";
import { keepClaim, recordProgress } from "@/lib/transfer/turn/claim";
import type { TransferWork } from "@/lib/transfer/turn/context";
import { nullIfUnknown } from "@/lib/transfer/turn/null-if-missing";
import { type Outcome, stopped } from "@/lib/transfer/turn/outcome";
import { tell } from "@/lib/transfer/turn/timeline";
import { findBoundContact } from "./bound-contact";
import { ensureContact, type Party, readParty } from "./party-contact";
import { recallContact, sentContact } from "./recall-contact";

const OUR_KEY = /^RB-[CS]-/;

/** One turn on a customer of Rackbeat: its contact in Fiken is found or made, and says what Rackbeat says. */
export function transferCustomer(work: TransferWork): Promise<Outcome> {
  return transferParty(work, { role: "customer", number: work.transfer.rackbeatKey });
}

/** The same for a supplier. A party that is both in Rackbeat is one contact in Fiken. */
export function transferSupplier(work: TransferWork): Promise<Outcome> {
  return transferParty(work, { role: "supplier", number: work.transfer.rackbeatKey });
}

async function transferParty(work: TransferWork, party: Party): Promise<Outcome> {
  const read = await nullIfUnknown(readParty(work, party));
  await recordProgress(work, { partyName: read?.name ?? work.transfer.partyName });
  if (read && (await isEchoOfParty(work, party.role, read))) return { state: "unchanged" };
  const bound = await findBoundContact(work, party);
  if (!bound && (!read || read.is_barred || read.is_deleted)) {
    return { state: "excluded", reason: "not_in_use" };
  }
  const isNew = !bound;
  if (!bound && read) {
    const ensured = await ensureContact(work, party, read);
    if (!ensured.ok) return stopped(ensured.problems);
  }
  const contact = bound ?? (await findBoundContact(work, party));
  if (!contact) throw new Error("A contact that was just bound is gone");
  await recordProgress(work, { fikenKind: "contact", fikenId: contact.contactId });
  return updateContact(work, party, { read, contact, isNew });
}

type Found = { read: RackbeatCustomer | null; contact: FikenContact; isNew: boolean };

/** Written only where something that matters differs; read back where it was written. */
async function updateContact(
  work: TransferWork,
  party: Party,
  { read, contact, isNew }: Found,
): Promise<Outcome> {
  const bound = await listRoles(work, contact);
  const request = await requestOf(work, party, { read, contact, bound });
  if (!request.ok) return stopped(request.problems);
  const lastSent = lastSentAs(party.role, bound);
  const rekeyed = withKeyOf(contact, request.value);
  const isCurrent =
    rekeyed.memberNumberString === contact.memberNumberString &&
    !contactNeedsUpdate(contact, request.value, lastSent);
  if (isCurrent) return { state: isNew ? "verified" : "unchanged" };

  const update = contactUpdateOf(rekeyed, request.value, lastSent);
  await keepClaim(work);
  await work.fiken.updateContact(contact.contactId, update);
  const { memberNumberString } = update;
  const sent = { ...request.value, ...(memberNumberString && { memberNumberString }) };
  for (const binding of bound) await recordSent(work.db, { ...binding, sent });
  await tell(work, "contact_updated", { contactId: contact.contactId });
  return verifyContact(work, party, { update, sent, contactId: contact.contactId });
}

function listRoles({ db, installationId, connection }: TransferWork, { contactId }: FikenContact) {
  return listBindingsOf(db, {
    ...{ installationId, connectionId: connection.id, fikenId: contactId },
    kinds: ["customer", "supplier"],
  });
}

/** As one role, or as both where the contact is bound to a customer and a supplier of Rackbeat. */
async function requestOf(
  work: TransferWork,
  party: Party,
  { read, contact, bound }: Pick<Found, "read" | "contact"> & { bound: Binding[] },
): Promise<Mapped<FikenContactRequest>> {
  const lastSent = lastSentAs(party.role, bound);
  const own = read ? contactRequestOf(read, party.role) : gone(party, contact, lastSent);
  const other = bound.find(({ kind }) => kind !== party.role);
  if (!other || !own.ok) return own;
  const otherParty: Party = { role: otherRole(party.role), number: other.rackbeatKey };
  const otherRead = await nullIfUnknown(readParty(work, otherParty));
  const others = otherRead
    ? contactRequestOf(otherRead, otherParty.role)
    : gone(otherParty, contact, lastSent);
  // What is wrong with the other one is told by its own transfer.
  if (!others.ok) return own;
  const [asCustomer, asSupplier] =
    party.role === "customer" ? [own.value, others.value] : [others.value, own.value];
  return { ok: true, value: combinedRequestOf(asCustomer, asSupplier) };
}

/** Deleted in Rackbeat: what it was, out of use. */
function gone(
  { role, number }: Party,
  { name }: FikenContact,
  lastSent: FikenContactRequest | null,
): Mapped<FikenContactRequest> {
  const { customer: _customer, supplier: _supplier, ...rest } = lastSent ?? { name };
  const memberNumberString = contactKeyOf(role, number);
  return { ok: true, value: { ...rest, memberNumberString, [role]: true, inactive: true } };
}

/** A key of ours follows the number in Rackbeat; a member number that Fiken's user has given stays. */
function withKeyOf(contact: FikenContact, { memberNumberString }: FikenContactRequest) {
  const isOurs = OUR_KEY.test(contact.memberNumberString ?? "");
  return isOurs && memberNumberString ? { ...contact, memberNumberString } : contact;
}

function lastSentAs(role: PartyRole, bound: Binding[]): FikenContactRequest | null {
  const own = bound.find(({ kind, sent }) => kind === role && sent !== null);
  const any = own ?? bound.find(({ sent }) => sent !== null);
  return any ? sentContact(any) : null;
}

function otherRole(role: PartyRole): PartyRole {
  return role === "customer" ? "supplier" : "customer";
}

type Written = { update: FikenContactRequest; sent: FikenContactRequest; contactId: number };

/** Read back: what Fiken shows has to be what it was told. */
async function verifyContact(
  work: TransferWork,
  { number }: Party,
  { update, sent, contactId }: Written,
): Promise<Outcome> {
  const contact = await recallContact(work, await work.fiken.getContact(contactId));
  if (!contactNeedsUpdate(contact, sent, sent)) return { state: "verified" };
  const shown = shownContact(contact);
  const fields = Object.keys(shown) as (keyof FikenContactRequest)[];
  const differences = fields
    .filter((field) => JSON.stringify(shown[field]) !== JSON.stringify(update[field]))
    .map((field) => `${field}: ${JSON.stringify(update[field])} → ${JSON.stringify(shown[field])}`)
    .join("; ");
  return stopped([{ code: "fiken.differs", details: { number, differences } }]);
}
