import type { Database } from "@/db/client";
import { ensureBinding, findBinding } from "@/db/queries/bindings";
import {
  findLivePosting,
  insertIntent,
  markAccepted,
  markAdopted,
  markRefused,
} from "@/db/queries/postings";
import { findTransfer } from "@/db/queries/transfers";
import { contactAdoptionOf } from "@/lib/bookkeeping/contact/contact-adoption";
import { contactKeyOf } from "@/lib/bookkeeping/contact/contact-request";
import { AppError } from "@/lib/errors/app-error";
import type { FikenContact, FikenContactRequest } from "@/lib/fiken/schemas/contacts";
import { CallFailure } from "@/lib/http/call-failure";
import { releaseChosen } from "@/lib/transfer/hold/release-chosen";
import {
  askForContact,
  type ContactQuestion,
  contactProblemOf,
  type TransferKey,
} from "./contact-question";
import { recallContact } from "./recall-contact";
import { stepBackForTwin } from "./twin-contact";

type Answer = TransferKey & { now?: Date };

/**
 * A person's choice among several contacts in Fiken, checked against those that Fiken answers now. Makes it usable,
 * binds the pair and puts back in line all that waited for it. False: there is no such transfer, it waits for no
 * choice, or not for this one. Where another answer came first, that one stands, and what waited for it goes on.
 */
export async function chooseContact(
  db: Database,
  { fikenId, now = new Date(), ...key }: Answer & { fikenId: number },
): Promise<boolean> {
  const question = await askForContact(db, key);
  const contact = question?.candidates.find(({ contactId }) => contactId === fikenId);
  if (!question?.request || !contact) return false;
  if (await isAnswered(question)) return goOn(question, now);
  const { request } = question;
  const sent = await makeUsable(question, contact, request);
  return db.transaction(async (tx) => {
    if (!(await isStillAsked(tx, question))) return false;
    const { installationId, transferId } = key;
    const intent = await insertIntent(tx, { ...writeOf(question), transferId, request, now });
    if (!intent) {
      await release(tx, question, { contactId: null, now });
      return true;
    }
    const posting = { installationId, postingId: intent.id, now };
    if (!(await ensureBinding(tx, { ...pairOf(question), fikenId, sent }))) {
      const details = { number: question.party.number, contactId: fikenId };
      await markRefused(tx, { ...posting, problem: { code: "contact.bound_to_other", details } });
      return false;
    }
    await markAdopted(tx, { ...posting, fikenId: String(fikenId) });
    await release(tx, question, { contactId: fikenId, now });
    return true;
  });
}

/**
 * "None of them": a contact of the party's own is made in Fiken, once. It carries our key, so that it is found again
 * where its answer is lost; then the transfers find out. False, and another answer that came first, as above.
 */
export async function chooseNewContact(
  db: Database,
  { now = new Date(), ...key }: Answer,
): Promise<boolean> {
  const question = await askForContact(db, key);
  if (!question?.request || question.candidates.length === 0) return false;
  if (await isAnswered(question)) return goOn(question, now);
  const { installationId, transferId } = key;
  const { request } = question;
  const intent = await insertIntent(db, { ...writeOf(question), transferId, request, now });
  if (!intent) return goOn(question, now);
  const posting = { installationId, postingId: intent.id };
  const contactId = await create(question, request, now).catch(async (error: unknown) => {
    if (error instanceof CallFailure && error.kind === "unknown") return null;
    // Refused, throttled or never sent: nothing was made.
    if (error instanceof AppError) {
      await markRefused(db, { ...posting, problem: error.problem, now });
    }
    throw error;
  });
  return db.transaction(async (tx) => {
    if (contactId !== null) {
      // A transfer that looked for our key may have found it already.
      const live = await findLivePosting(tx, writeOf(question));
      if (live?.id === intent.id && live.state === "intent") {
        await markAccepted(tx, { ...posting, fikenId: String(contactId), now });
      }
      await ensureBinding(tx, { ...pairOf(question), fikenId: contactId, sent: request });
    }
    await release(tx, question, { contactId, now });
    return true;
  });
}

/** The pair is bound, or a contact of the party's own stands in Fiken or is being made there: by somebody else. */
async function isAnswered(question: ContactQuestion): Promise<boolean> {
  const { db } = question;
  const bound = await findBinding(db, pairOf(question));
  return bound !== null || (await findLivePosting(db, writeOf(question))) !== null;
}

/** What stands, or may stand, the transfers find out themselves. False: they do so already. */
function goOn(question: ContactQuestion, now: Date): Promise<boolean> {
  return question.db.transaction(async (tx) => {
    if (!(await isStillAsked(tx, question))) return false;
    await release(tx, question, { contactId: null, now });
    return true;
  });
}

async function isStillAsked(
  tx: Database,
  { installationId, transfer }: ContactQuestion,
): Promise<boolean> {
  const key = { installationId, transferId: transfer.id };
  return contactProblemOf(await findTransfer(tx, key)) !== null;
}

async function create(
  question: ContactQuestion,
  request: FikenContactRequest,
  now: Date,
): Promise<number> {
  await stepBackForTwin({ ...question, now: () => now }, request, question.party.role);
  return (await question.fiken.createContact(request)).id;
}

/** A supplier that buys becomes a customer as well, and an inactive contact active. Answers what was sent of it. */
async function makeUsable(
  question: ContactQuestion,
  contact: FikenContact,
  request: FikenContactRequest,
): Promise<FikenContactRequest | null> {
  if (contact[question.party.role] && !contact.inactive) return null;
  const whole = await recallContact(question, contact);
  await question.fiken.updateContact(contact.contactId, contactAdoptionOf(whole, request));
  return request;
}

function release(
  tx: Database,
  { installationId, transfer, problem }: ContactQuestion,
  { contactId, now }: { contactId: number | null; now: Date },
): Promise<void> {
  const answer = { installationId, transferId: transfer.id, question: problem, now };
  return releaseChosen(tx, { ...answer, event: "contact_chosen", details: { contactId } });
}

function pairOf({ installationId, connection, party }: ContactQuestion) {
  const { role: kind, number: rackbeatKey } = party;
  return { installationId, connectionId: connection.id, kind, rackbeatKey };
}

function writeOf({ installationId, connection, party }: ContactQuestion) {
  const key = contactKeyOf(party.role, party.number);
  return { installationId, connectionId: connection.id, kind: "contact", key };
}
