import { and, asc, eq, inArray, notExists, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Database } from "@/db/client";
import { LIVE_STATES, type Posting, postings, STANDING_STATES } from "@/db/schema/postings";
import type { Problem } from "@/lib/errors/catalog";

type PostingKey = { installationId: string; postingId: string };
/** What may stand once in a Fiken company. */
export type WriteKey = {
  installationId: string;
  connectionId: string;
  kind: string;
  key: string;
};

/** The writes of some kinds that a transfer has made, and when it is. */
type TransferWrites = {
  installationId: string;
  transferId: string;
  kinds: readonly string[];
  now: Date;
};

/** The posting that stands, or may stand, in Fiken. */
export async function findLivePosting(db: Database, write: WriteKey): Promise<Posting | null> {
  const [posting] = await db
    .select()
    .from(postings)
    .where(and(isWrite(write), inArray(postings.state, [...LIVE_STATES])));
  return posting ?? null;
}

/**
 * Writes the intent down before Fiken is called. Null: there is a live posting of this key already, so whoever
 * asked must not call.
 */
export async function insertIntent(
  db: Database,
  { now, ...intent }: WriteKey & { transferId: string; request: unknown; now: Date },
): Promise<Posting | null> {
  const [posting] = await db
    .insert(postings)
    .values({ ...intent, state: "intent", intentAt: now })
    .onConflictDoNothing()
    .returning();
  return posting ?? null;
}

/** 201: Fiken has it, under this id. */
export async function markAccepted(
  db: Database,
  { now, fikenId, ...key }: PostingKey & { fikenId: string; now: Date },
): Promise<void> {
  await settleIntent(db, key, { state: "accepted", fikenId, outcomeAt: now });
}

/** A look-up found it: Fiken had it after all, or a person had entered it. */
export async function markAdopted(
  db: Database,
  { now, fikenId, ...key }: PostingKey & { fikenId: string; now: Date },
): Promise<void> {
  await settleIntent(db, key, { state: "adopted", fikenId, outcomeAt: now });
}

/** Fiken refused, or was never reached: nothing was made. */
export async function markRefused(
  db: Database,
  { now, problem, ...key }: PostingKey & { problem: Problem; now: Date },
): Promise<void> {
  await settleIntent(db, key, { state: "refused", problem, outcomeAt: now });
}

/** Looked for often and long enough: not there, so it may be posted again. */
export async function markMissing(
  db: Database,
  { now, ...key }: PostingKey & { now: Date },
): Promise<void> {
  await settleIntent(db, key, { state: "missing", outcomeAt: now });
}

/** Stood in Fiken and does not any more; whoever sends it again may post it again. */
export async function markGone(db: Database, { now, ...of }: TransferWrites): Promise<void> {
  await db
    .update(postings)
    .set({ state: "missing", outcomeAt: now })
    .where(and(isOfTransfer(of), inArray(postings.state, [...STANDING_STATES])));
}

/** The key stands for nothing in Fiken any more: deleted there, or of another entity by now. */
export async function markWriteGone(
  db: Database,
  { now, ...write }: WriteKey & { now: Date },
): Promise<void> {
  await db
    .update(postings)
    .set({ state: "missing", outcomeAt: now })
    .where(and(isWrite(write), inArray(postings.state, [...STANDING_STATES])));
}

/** Taken back in Fiken at a person's wish: its place is free for a new posting. */
export async function markReversed(db: Database, { now, ...of }: TransferWrites): Promise<void> {
  await db
    .update(postings)
    .set({ state: "reversed", outcomeAt: now })
    .where(and(isOfTransfer(of), inArray(postings.state, [...LIVE_STATES])));
}

/** What stands, or may stand, of documents that credit the one with this number. */
export async function listCreditsOf(
  db: Database,
  {
    installationId,
    connectionId,
    kind,
    number,
  }: { installationId: string; connectionId: string; kind: string; number: string },
): Promise<Posting[]> {
  return db
    .select()
    .from(postings)
    .where(
      and(
        eq(postings.installationId, installationId),
        eq(postings.connectionId, connectionId),
        eq(postings.kind, kind),
        inArray(postings.state, [...LIVE_STATES]),
        sql`${postings.request}->'voucher'->>'credits' = ${number}`,
      ),
    );
}

/** What the write makes goes by another key from now on; one that is live there already keeps its own. */
export async function renameWrite(
  db: Database,
  { to, ...write }: WriteKey & { to: string },
): Promise<void> {
  const taken = alias(postings, "taken");
  const isTaken = db
    .select({ id: taken.id })
    .from(taken)
    .where(
      and(
        eq(taken.connectionId, write.connectionId),
        eq(taken.kind, write.kind),
        eq(taken.key, to),
        inArray(taken.state, [...LIVE_STATES]),
      ),
    );
  await db
    .update(postings)
    .set({ key: to })
    .where(and(isWrite(write), inArray(postings.state, [...LIVE_STATES]), notExists(isTaken)));
}

/** What Fiken said where the outcome stays unknown. */
export async function noteProblem(
  db: Database,
  { problem, ...key }: PostingKey & { problem: Problem },
): Promise<void> {
  await settleIntent(db, key, { problem });
}

/** How often the thing was posted without ever being found. */
export async function countMissing(db: Database, write: WriteKey): Promise<number> {
  return db.$count(postings, and(isWrite(write), eq(postings.state, "missing")));
}

export async function recordLookUp(
  db: Database,
  { installationId, postingId, now }: PostingKey & { now: Date },
): Promise<void> {
  await db
    .update(postings)
    .set({ lookUps: sql`${postings.lookUps} + 1`, lookedUpAt: now })
    .where(and(eq(postings.id, postingId), eq(postings.installationId, installationId)));
}

export async function listPostings(
  db: Database,
  { installationId, transferId }: { installationId: string; transferId: string },
): Promise<Posting[]> {
  return db
    .select()
    .from(postings)
    .where(and(eq(postings.installationId, installationId), eq(postings.transferId, transferId)))
    .orderBy(asc(postings.intentAt), asc(postings.id));
}

function isWrite({ installationId, connectionId, kind, key }: WriteKey) {
  return and(
    eq(postings.installationId, installationId),
    eq(postings.connectionId, connectionId),
    eq(postings.kind, kind),
    eq(postings.key, key),
  );
}

function isOfTransfer({ installationId, transferId, kinds }: Omit<TransferWrites, "now">) {
  return and(
    eq(postings.installationId, installationId),
    eq(postings.transferId, transferId),
    inArray(postings.kind, [...kinds]),
  );
}

/** An outcome is written once: only an intent takes one. */
async function settleIntent(
  db: Database,
  { installationId, postingId }: PostingKey,
  outcome: Partial<typeof postings.$inferInsert>,
): Promise<void> {
  const settled = await db
    .update(postings)
    .set(outcome)
    .where(
      and(
        eq(postings.id, postingId),
        eq(postings.installationId, installationId),
        eq(postings.state, "intent"),
      ),
    )
    .returning({ id: postings.id });
  if (settled.length === 0) throw new Error(`Posting ${postingId} had its outcome already`);
}
