import { and, asc, eq, inArray, isNotNull, lte, min, ne, or, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { connections } from "@/db/schema/connections";
import { installations } from "@/db/schema/installations";
import { transferSettings } from "@/db/schema/transfer-settings";
import {
  type EntityKind,
  type Transfer,
  type TransferState,
  transfers,
} from "@/db/schema/transfers";
import { causeKey, type Problem, type ProblemCode } from "@/lib/errors/catalog";
import { isOfActiveConnection } from "./connections";

type Entity = {
  installationId: string;
  connectionId: string;
  kind: EntityKind;
  rackbeatKey: string;
};
/** `requests` 1: nobody has asked for it before. */
export type RequestedTransfer = Pick<Transfer, "id" | "rackbeatKey" | "requests">;
type TransferKey = { installationId: string; transferId: string };

/** States in which work is under way or waits for its turn. */
const OPEN_STATES = ["pending", "working", "posted", "checking"] as const;
/** What a request does not put back in line: it is there already, or a person wants it left out. */
const KEPT_STATES = [...OPEN_STATES, "skipped"] as const;

/** What goes first: contacts and items before the documents that need them, stock last. */
const DEPENDENCY_ORDER = sql`case ${transfers.kind}
  when 'customer' then 0 when 'supplier' then 0
  when 'product' then 1 when 'lot' then 2
  when 'stock_level' then 4 else 3 end`;

/** In dependency and booking order. */
export const WORK_ORDER = [
  DEPENDENCY_ORDER,
  sql`coalesce(${transfers.bookedAt}, ${transfers.requestedAt})`,
  asc(transfers.createdAt),
  asc(transfers.id),
] as const;

/**
 * Writes down that an entity may have changed: a new transfer, or one more request folded into the one there is.
 * What is under way goes on, and is looked at once more afterwards.
 */
export async function requestTransfer(
  db: Database,
  { rackbeatKey, ...request }: Entity & { now: Date },
): Promise<RequestedTransfer> {
  const [transfer] = await requestTransfers(db, { ...request, rackbeatKeys: [rackbeatKey] });
  if (!transfer) throw new Error(`Transfer of ${request.kind} was neither inserted nor updated`);
  return transfer;
}

/** The same for several of one kind, in any order. No key may be named twice. */
export async function requestTransfers(
  db: Database,
  {
    rackbeatKeys,
    now,
    ...entity
  }: Omit<Entity, "rackbeatKey"> & { rackbeatKeys: readonly string[]; now: Date },
): Promise<RequestedTransfer[]> {
  if (rackbeatKeys.length === 0) return [];
  const requested = await db
    .insert(transfers)
    .values(
      // Always in one order, so that two of these at once never wait for each other.
      rackbeatKeys.toSorted().map((rackbeatKey) => ({
        ...entity,
        ...{ rackbeatKey, requestedAt: now, dueAt: now },
      })),
    )
    .onConflictDoUpdate({
      target: [transfers.connectionId, transfers.kind, transfers.rackbeatKey],
      set: {
        requests: sql`${transfers.requests} + 1`,
        requestedAt: now,
        updatedAt: now,
        state: sql`case when ${inArray(transfers.state, [...KEPT_STATES])}
          then ${transfers.state} else 'pending' end`,
        dueAt: sql`case when ${inArray(transfers.state, [...KEPT_STATES])}
          then ${transfers.dueAt} else ${now.toISOString()}::timestamptz end`,
      },
      setWhere: eq(transfers.installationId, entity.installationId),
    })
    .returning({
      id: transfers.id,
      rackbeatKey: transfers.rackbeatKey,
      requests: transfers.requests,
    });
  if (requested.length < rackbeatKeys.length) {
    throw new Error(`Transfers of ${entity.kind} were neither inserted nor updated`);
  }
  return requested;
}

/**
 * Takes the first that is due, in dependency and booking order; null where nothing is. A claim that its drain did not
 * finish runs out and is taken again.
 */
export async function claimNextTransfer(
  db: Database,
  {
    installationId,
    connectionId,
    claim,
    now,
    leaseMs,
  }: {
    installationId: string;
    connectionId: string;
    claim: string;
    now: Date;
    leaseMs: number;
  },
): Promise<Transfer | null> {
  // A common table expression is carried out once; a plain subquery may be repeated and lock more than one row.
  const due = db.$with("due").as(
    db
      .select({ id: transfers.id })
      .from(transfers)
      .where(
        and(
          eq(transfers.installationId, installationId),
          eq(transfers.connectionId, connectionId),
          inArray(transfers.state, [...OPEN_STATES]),
          lte(transfers.dueAt, now),
          // What is posted and set aside is read back together, not one by one.
          or(ne(transfers.state, "posted"), isNotNull(transfers.claim)),
        ),
      )
      .orderBy(...WORK_ORDER)
      .limit(1)
      .for("update", { skipLocked: true }),
  );
  const [claimed] = await db
    .with(due)
    .update(transfers)
    .set({
      claim,
      dueAt: new Date(now.getTime() + leaseMs),
      state: sql`case when ${transfers.state} = 'pending' then 'working' else ${transfers.state} end`,
    })
    .where(inArray(transfers.id, db.select({ id: due.id }).from(due)))
    .returning();
  return claimed ?? null;
}

type Claimed = TransferKey & { claim: string };

/** Keeps the claim while work goes on. False: the claim ran out and another drain has it. */
export async function renewClaim(
  db: Database,
  { until, ...claimed }: Claimed & { until: Date },
): Promise<boolean> {
  const kept = await db
    .update(transfers)
    .set({ dueAt: until })
    .where(isClaimed(claimed))
    .returning({ id: transfers.id });
  return kept.length > 0;
}

export type TransferChange = Partial<
  Pick<
    Transfer,
    | "partyName"
    | "documentDate"
    | "bookedAt"
    | "currency"
    | "totalMinor"
    | "vatMinor"
    | "productGroups"
    | "contentHash"
    | "fikenKind"
    | "fikenId"
    | "postedAt"
    | "verifiedAt"
    | "reverseAskedAt"
    | "state"
    | "attempts"
  >
>;

/** What the work has found out so far; the transfer stays claimed. False: another drain has the claim. */
export async function updateClaimedTransfer(
  db: Database,
  claimed: Claimed,
  change: TransferChange,
): Promise<boolean> {
  const updated = await db
    .update(transfers)
    .set(change)
    .where(isClaimed(claimed))
    .returning({ id: transfers.id });
  return updated.length > 0;
}

type Settled = Claimed & {
  state: Extract<
    TransferState,
    "verified" | "held" | "failed" | "unchanged" | "excluded" | "checking" | "pending" | "posted"
  >;
  problems: Problem[];
  /** When it is looked at again; without meaning where it has ended well. */
  dueAt: Date;
  attempts: number;
  /** How many requests had been asked for when the work began: a later one sends it round again. */
  requests: number;
  fikenRequests: number;
  verifiedAt?: Date;
};

/** Ends one turn of work. A delivery that came in meanwhile puts the transfer back in line. */
export async function settleTransfer(db: Database, settled: Settled): Promise<Transfer | null> {
  const { installationId, transferId, claim, requests, fikenRequests, state, dueAt, ...rest } =
    settled;
  // What is posted was read in Rackbeat: only the look in Fiken is left.
  const isAnswered = state !== "checking" && state !== "pending";
  const askedAgain = sql`${transfers.requests} > ${requests}`;
  const [row] = await db
    .update(transfers)
    .set({
      ...rest,
      claim: null,
      causes: [...new Set(rest.problems.map(causeKey))],
      state: isAnswered
        ? sql`(case when ${askedAgain} then 'pending' else ${state} end)::transfer_state`
        : state,
      dueAt: isAnswered
        ? sql`case when ${askedAgain} then ${transfers.requestedAt} else ${dueAt.toISOString()}::timestamptz end`
        : dueAt,
      handledRequests: isAnswered ? requests : sql`${transfers.handledRequests}`,
      fikenRequests: sql`${transfers.fikenRequests} + ${fikenRequests}`,
    })
    .where(isClaimed({ installationId, transferId, claim }))
    .returning();
  return row ?? null;
}

/**
 * Puts waiting transfers back in line: those held or failed for one of the codes. What is released together keeps no
 * causes: that one of them gets past its cause releases nobody more. Returns their ids.
 */
export async function releaseTransfers(
  db: Database,
  {
    installationId,
    codes,
    now,
  }: { installationId: string; codes: readonly ProblemCode[]; now: Date },
): Promise<string[]> {
  const hit = or(
    ...codes.map(
      (code) =>
        sql`exists (select 1 from jsonb_array_elements(${transfers.problems}) p where p->>'code' = ${code})`,
    ),
  );
  const released = await db
    .update(transfers)
    .set({ state: "pending", dueAt: now, attempts: 0, causes: [] })
    .where(
      and(
        eq(transfers.installationId, installationId),
        isOfActiveConnection(transfers),
        inArray(transfers.state, ["held", "failed"]),
        hit,
      ),
    )
    .returning({ id: transfers.id });
  return released.map(({ id }) => id);
}

/**
 * A person's "send again": due now, unless it is being worked on. Null: no such transfer, or nothing to do for the
 * company that is connected.
 */
export async function requeueTransfer(
  db: Database,
  { now, ...key }: TransferKey & { now: Date },
): Promise<Transfer | null> {
  const [requeued] = await db
    .update(transfers)
    .set({
      state: sql`case when ${transfers.state} in ('checking', 'posted') then ${transfers.state} else 'pending' end`,
      dueAt: now,
      attempts: 0,
    })
    .where(
      and(
        isTransfer(key),
        isOfActiveConnection(transfers),
        inArray(transfers.state, ["held", "failed", "pending", "checking", "posted"]),
        sql`${transfers.claim} is null`,
      ),
    )
    .returning();
  return requeued ?? null;
}

/** The transfer, where it waits for a person; nobody else changes it while the transaction lasts. */
export async function lockStoppedTransfer(
  db: Database,
  key: TransferKey,
): Promise<Transfer | null> {
  const [transfer] = await db
    .select()
    .from(transfers)
    .where(and(isTransfer(key), inArray(transfers.state, ["held", "failed"])))
    .for("update");
  return transfer ?? null;
}

export async function updateTransfer(
  db: Database,
  key: TransferKey,
  change: TransferChange,
): Promise<void> {
  await db.update(transfers).set(change).where(isTransfer(key));
}

export async function findTransfer(db: Database, key: TransferKey): Promise<Transfer | null> {
  const [transfer] = await db.select().from(transfers).where(isTransfer(key));
  return transfer ?? null;
}

/** When the next transfer of the connection is due; null where nothing waits. */
export async function findNextDueAt(
  db: Database,
  { installationId, connectionId }: { installationId: string; connectionId: string },
): Promise<Date | null> {
  const [row] = await db
    .select({ dueAt: min(transfers.dueAt) })
    .from(transfers)
    .where(
      and(
        eq(transfers.installationId, installationId),
        eq(transfers.connectionId, connectionId),
        inArray(transfers.state, [...OPEN_STATES]),
      ),
    );
  return row?.dueAt ?? null;
}

/** Over all installations: who has work that is due. For what wakes those that a lost event left asleep. */
export async function listInstallationsWithDueTransfers(
  db: Database,
  { now }: { now: Date },
): Promise<string[]> {
  const rows = await db
    .selectDistinct({ installationId: transfers.installationId })
    .from(transfers)
    .innerJoin(installations, eq(installations.id, transfers.installationId))
    .innerJoin(transferSettings, eq(transferSettings.installationId, transfers.installationId))
    .innerJoin(
      connections,
      and(eq(connections.id, transfers.connectionId), eq(connections.status, "active")),
    )
    .where(
      and(
        inArray(transfers.state, [...OPEN_STATES]),
        lte(transfers.dueAt, now),
        eq(installations.status, "active"),
        isNotNull(transferSettings.liveAt),
        sql`${transferSettings.pausedAt} is null`,
      ),
    );
  return rows.map(({ installationId }) => installationId);
}

function isTransfer({ installationId, transferId }: TransferKey) {
  return and(eq(transfers.id, transferId), eq(transfers.installationId, installationId));
}

function isClaimed({ claim, ...key }: Claimed) {
  return and(isTransfer(key), eq(transfers.claim, claim));
}
