import type { Database } from "@/db/client";
import { findBoundKey } from "@/db/queries/bindings";
import { findActiveConnection } from "@/db/queries/connections";
import { findTransfer } from "@/db/queries/transfers";
import type { Connection } from "@/db/schema/connections";
import type { Transfer } from "@/db/schema/transfers";
import { openRackbeat } from "@/lib/agreement/open-rackbeat";
import { matchContacts } from "@/lib/bookkeeping/contact/contact-match";
import { contactRequestOf } from "@/lib/bookkeeping/contact/contact-request";
import { type FikenCompanyClient, openFikenCompany } from "@/lib/connection/open-fiken-company";
import type { Problem } from "@/lib/errors/catalog";
import type { FikenContact, FikenContactRequest } from "@/lib/fiken/schemas/contacts";
import { nullIfUnknown } from "@/lib/transfer/turn/null-if-missing";
import { contactFilter, LOOKED_UP_BY, type Party, readParty } from "./party-contact";

export type TransferKey = { installationId: string; transferId: string };

/** Which of several contacts in Fiken is the customer or supplier: what a person is asked, and what they see of it. */
export type ContactQuestion = {
  db: Database;
  installationId: string;
  connection: Connection;
  fiken: FikenCompanyClient;
  transfer: Transfer;
  problem: Extract<Problem, { code: "contact.several_matches" }>;
  party: Party;
  /** The party as Rackbeat has it now, and how it would stand in Fiken; null where it cannot stand there. */
  request: FikenContactRequest | null;
  /** As they stand in Fiken now. What was corrected or merged there meanwhile is not among them. */
  candidates: FikenContact[];
};

/**
 * Null: there is no such transfer, or it waits for no such choice, or was held by a version that did not store whose
 * contact it is to be: sent again, it asks anew. One request to Rackbeat and one to Fiken.
 */
export async function askForContact(
  db: Database,
  key: TransferKey,
): Promise<ContactQuestion | null> {
  const { installationId } = key;
  const transfer = await findTransfer(db, key);
  const problem = contactProblemOf(transfer);
  const connection = await findActiveConnection(db, { installationId });
  if (!transfer || !problem || connection?.id !== transfer.connectionId) return null;
  const { role, number } = problem.details;
  if (!role || !number) return null;
  const party = { role, number };
  const [rackbeat, fiken] = await Promise.all([
    openRackbeat(db, { installationId }),
    openFikenCompany(db, { installationId }),
  ]);
  const read = await nullIfUnknown(readParty({ rackbeat }, party));
  const request = read && contactRequestOf(read, role);
  const question = { db, installationId, connection, fiken, transfer, problem, party };
  if (!request?.ok) return { ...question, request: null, candidates: [] };
  const candidates = await listCandidates(question, request.value);
  return { ...question, request: request.value, candidates };
}

/** By what they were found by; nothing where that has changed in Rackbeat since. */
async function listCandidates(
  question: Pick<
    ContactQuestion,
    "db" | "installationId" | "connection" | "fiken" | "problem" | "party"
  >,
  request: FikenContactRequest,
): Promise<FikenContact[]> {
  const { db, installationId, connection, fiken, problem, party } = question;
  const by = LOOKED_UP_BY.find((one) => one === problem.details.by);
  const value = by && request[by];
  if (!by || value !== problem.details.value) return [];
  const found = matchContacts(request, by, await fiken.findContacts(contactFilter(by, value)));
  const candidates: FikenContact[] = [];
  for (const contact of found) {
    const key = { installationId, connectionId: connection.id, kind: party.role };
    const owner = await findBoundKey(db, { ...key, fikenId: contact.contactId });
    if (owner === null || owner === party.number) candidates.push(contact);
  }
  return candidates;
}

export function contactProblemOf(transfer: Transfer | null): ContactQuestion["problem"] | null {
  if (transfer?.state !== "held") return null;
  return transfer.problems.find((problem) => problem.code === "contact.several_matches") ?? null;
}
