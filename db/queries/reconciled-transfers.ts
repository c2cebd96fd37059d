import { and, desc, eq, inArray, isNull, or, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { bindings } from "@/db/schema/bindings";
import { postings, STANDING_STATES } from "@/db/schema/postings";
import { transferEvents } from "@/db/schema/transfer-events";
import { type EntityKind, type TransferState, transfers } from "@/db/schema/transfers";
import { causeKey, type Problem } from "@/lib/errors/catalog";

type Connected = { installationId: string; connectionId: string };

const TRANSFER = {
  id: transfers.id,
  kind: transfers.kind,
  rackbeatKey: transfers.rackbeatKey,
  state: transfers.state,
  problems: transfers.problems,
  partyName: transfers.partyName,
  documentDate: transfers.documentDate,
  currency: transfers.currency,
  totalMinor: transfers.totalMinor,
  fikenKind: transfers.fikenKind,
  fikenId: transfers.fikenId,
};

const VOUCHER = sql`${postings.request}->'voucher'`;

/** Of these documents: how far each has come, and what it was posted as. Amounts in the smallest unit of the currency. */
export async function listPostedDocuments(
  db: Database,
  { kind, keys, ...connected }: Connected & { kind: EntityKind; keys: readonly string[] },
) {
  if (keys.length === 0) return [];
  return db
    .select({
      ...TRANSFER,
      contentHash: transfers.contentHash,
      identifier: sql<string | null>`${VOUCHER}->>'identifier'`,
      vatMinor: sql<number | null>`(${VOUCHER}->>'vatMinor')::float8`,
      posted: {
        fingerprint: sql<string | null>`${postings.request}->>'fingerprint'`,
        contactId: sql<number | null>`(${postings.request}->>'contactId')::float8`,
        number: sql<string | null>`${VOUCHER}->>'number'`,
        date: sql<string | null>`${VOUCHER}->>'date'`,
        currency: sql<string | null>`${VOUCHER}->>'currency'`,
        grossMinor: sql<number | null>`(${VOUCHER}->>'grossMinor')::float8`,
      },
    })
    .from(transfers)
    .leftJoin(
      postings,
      and(
        eq(postings.transferId, transfers.id),
        eq(postings.installationId, transfers.installationId),
        sql`${postings.kind} = ${transfers.kind}::text`,
        inArray(postings.state, [...STANDING_STATES]),
      ),
    )
    .where(
      and(
        isConnected(connected),
        eq(transfers.kind, kind),
        inArray(transfers.rackbeatKey, [...keys]),
      ),
    );
}

export type PostedDocument = Awaited<ReturnType<typeof listPostedDocuments>>[number];

/** Which documents of ours these are: by what they were posted as, by the transfer's id (a draft's uuid), by number. */
export async function listOwnersInFiken(
  db: Database,
  {
    kind,
    fikenKinds,
    fikenIds,
    transferIds,
    keys,
    ...connected
  }: Connected & {
    kind: EntityKind;
    fikenKinds: readonly string[];
    fikenIds: readonly number[];
    transferIds: readonly string[];
    keys: readonly string[];
  },
) {
  return db
    .select(TRANSFER)
    .from(transfers)
    .where(
      and(
        isConnected(connected),
        eq(transfers.kind, kind),
        or(
          and(
            inArray(transfers.fikenKind, [...fikenKinds]),
            inArray(transfers.fikenId, [...fikenIds]),
          ),
          inArray(transfers.id, [...transferIds]),
          inArray(transfers.rackbeatKey, [...keys]),
        ),
      ),
    );
}

export type OwnerInFiken = Awaited<ReturnType<typeof listOwnersInFiken>>[number];

/** Whether anything was ever posted as one of these: otherwise Fiken's list of them need not be read. */
export async function hasPostedAs(
  db: Database,
  { fikenKinds, ...connected }: Connected & { fikenKinds: readonly string[] },
): Promise<boolean> {
  const [one] = await db
    .select({ id: transfers.id })
    .from(transfers)
    .where(and(isConnected(connected), inArray(transfers.fikenKind, [...fikenKinds])))
    .limit(1);
  return one !== undefined;
}

/** Contacts of these parties; parties without one are left out. */
export async function listBoundContacts(
  db: Database,
  {
    installationId,
    connectionId,
    kind,
    keys,
  }: Connected & { kind: "customer" | "supplier"; keys: readonly string[] },
): Promise<Map<string, number>> {
  if (keys.length === 0) return new Map();
  const rows = await db
    .select({ rackbeatKey: bindings.rackbeatKey, fikenId: bindings.fikenId })
    .from(bindings)
    .where(
      and(
        eq(bindings.installationId, installationId),
        eq(bindings.connectionId, connectionId),
        eq(bindings.kind, kind),
        inArray(bindings.rackbeatKey, [...keys]),
      ),
    );
  return new Map(rows.map(({ rackbeatKey, fikenId }) => [rackbeatKey, fikenId]));
}

type Doubted = { installationId: string; transferId: string };

/**
 * A verified document is no longer what was verified: it waits for a person. Verified anew, should it be tried
 * again. False: something else has become of it meanwhile.
 */
export async function stopVerifiedTransfer(
  db: Database,
  { problem, ...key }: Doubted & { problem: Problem },
): Promise<boolean> {
  const stopped = await db
    .update(transfers)
    .set({ state: "failed", problems: [problem], causes: [causeKey(problem)], verifiedAt: null })
    .where(isResting(key, ["verified", "unchanged"]))
    .returning({ id: transfers.id });
  return stopped.length > 0;
}

/** What stopped only because of a reconciliation, and is as it should be again, is verified anew. False: it did not. */
export async function requeueMended(
  db: Database,
  { toldAs, now, ...key }: Doubted & { toldAs: readonly string[]; now: Date },
): Promise<boolean> {
  const [newest] = await db
    .select({ event: transferEvents.event })
    .from(transferEvents)
    .where(
      and(
        eq(transferEvents.transferId, key.transferId),
        eq(transferEvents.installationId, key.installationId),
      ),
    )
    .orderBy(desc(transferEvents.id))
    .limit(1);
  if (!newest || !toldAs.includes(newest.event)) return false;
  const requeued = await db
    .update(transfers)
    .set({ state: "pending", dueAt: now, attempts: 0 })
    .where(isResting(key, ["failed"]))
    .returning({ id: transfers.id });
  return requeued.length > 0;
}

/** Nobody is working on it. */
function isResting({ installationId, transferId }: Doubted, states: TransferState[]) {
  return and(
    eq(transfers.id, transferId),
    eq(transfers.installationId, installationId),
    inArray(transfers.state, states),
    isNull(transfers.claim),
  );
}

function isConnected({ installationId, connectionId }: Connected) {
  return and(
    eq(transfers.installationId, installationId),
    eq(transfers.connectionId, connectionId),
  );
}
