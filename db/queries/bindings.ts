import { and, asc, eq, inArray, notExists } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Database } from "@/db/client";
import { type Binding, bindings } from "@/db/schema/bindings";
import type { EntityKind } from "@/db/schema/transfers";

type Connected = { installationId: string; connectionId: string };
type Pair = Connected & {
  kind: EntityKind;
  rackbeatKey: string;
  fikenId: number;
};

export async function findBinding(
  db: Database,
  { kind, rackbeatKey, ...connected }: Omit<Pair, "fikenId">,
): Promise<Binding | null> {
  const [binding] = await db
    .select()
    .from(bindings)
    .where(
      and(isConnected(connected), eq(bindings.kind, kind), eq(bindings.rackbeatKey, rackbeatKey)),
    );
  return binding ?? null;
}

/**
 * Binds the pair once, with what was sent of it where it was just made. Null: one of the two is bound to another
 * already.
 */
export async function ensureBinding(
  db: Database,
  pair: Pair & { sent?: unknown },
): Promise<Binding | null> {
  const [created] = await db.insert(bindings).values(pair).onConflictDoNothing().returning();
  if (created) return created;
  const existing = await findBinding(db, pair);
  return existing?.fikenId === pair.fikenId ? existing : null;
}

/** The same of several at once. Answers those that stand, in their order. */
export async function ensureBindings<P extends Pair>(
  db: Database,
  pairs: readonly P[],
): Promise<P[]> {
  if (pairs.length === 0) return [];
  const created = await db
    .insert(bindings)
    .values([...pairs])
    .onConflictDoNothing()
    .returning({ kind: bindings.kind, rackbeatKey: bindings.rackbeatKey });
  const keyOf = ({ kind, rackbeatKey }: Pick<Pair, "kind" | "rackbeatKey">) =>
    `${kind}:${rackbeatKey}`;
  const isNew = new Set(created.map(keyOf));
  const standing: P[] = [];
  for (const pair of pairs) {
    if (isNew.has(keyOf(pair)) || (await findBinding(db, pair))?.fikenId === pair.fikenId) {
      standing.push(pair);
    }
  }
  return standing;
}

/** Everything of these kinds that one Fiken id is bound to: a contact may be a customer's and a supplier's. */
export async function listBindingsOf(
  db: Database,
  { kinds, fikenId, ...connected }: Connected & { kinds: readonly EntityKind[]; fikenId: number },
): Promise<Binding[]> {
  return db
    .select()
    .from(bindings)
    .where(
      and(
        isConnected(connected),
        inArray(bindings.kind, [...kinds]),
        eq(bindings.fikenId, fikenId),
      ),
    )
    .orderBy(asc(bindings.kind));
}

/** Which Rackbeat key a Fiken id is bound to; null where it is free. */
export async function findBoundKey(
  db: Database,
  { kind, fikenId, ...connected }: Omit<Pair, "rackbeatKey">,
): Promise<string | null> {
  const [binding] = await db
    .select({ rackbeatKey: bindings.rackbeatKey })
    .from(bindings)
    .where(and(isConnected(connected), eq(bindings.kind, kind), eq(bindings.fikenId, fikenId)));
  return binding?.rackbeatKey ?? null;
}

/** Which Rackbeat keys these Fiken ids are bound to; those that are free are left out. */
export async function listKeysBoundTo(
  db: Database,
  {
    kinds,
    fikenIds,
    ...connected
  }: Connected & { kinds: readonly EntityKind[]; fikenIds: readonly number[] },
): Promise<Map<number, string>> {
  if (fikenIds.length === 0) return new Map();
  const rows = await db
    .select({ fikenId: bindings.fikenId, rackbeatKey: bindings.rackbeatKey })
    .from(bindings)
    .where(
      and(
        isConnected(connected),
        inArray(bindings.kind, [...kinds]),
        inArray(bindings.fikenId, [...fikenIds]),
      ),
    );
  return new Map(rows.map(({ fikenId, rackbeatKey }) => [fikenId, rackbeatKey]));
}

/** Remembers what was last sent: Fiken takes fields that it does not show. */
export async function recordSent(
  db: Database,
  { sent, ...pair }: Pair & { sent: unknown },
): Promise<void> {
  await db.update(bindings).set({ sent }).where(isPair(pair));
}

/**
 * An entity that Rackbeat has renamed stays bound under its new key. False: nothing was, or the new key is bound
 * already.
 */
export async function renameBinding(
  db: Database,
  { kind, previousKey, rackbeatKey, ...connected }: Omit<Pair, "fikenId"> & { previousKey: string },
): Promise<boolean> {
  const taken = alias(bindings, "taken");
  const isTaken = db
    .select({ id: taken.id })
    .from(taken)
    .where(
      and(
        eq(taken.installationId, connected.installationId),
        eq(taken.connectionId, connected.connectionId),
        inArray(taken.kind, seriesOf(kind)),
        eq(taken.rackbeatKey, rackbeatKey),
      ),
    );
  const moved = await db
    .update(bindings)
    .set({ rackbeatKey })
    .where(
      and(
        isConnected(connected),
        inArray(bindings.kind, seriesOf(kind)),
        eq(bindings.rackbeatKey, previousKey),
        notExists(isTaken),
      ),
    )
    .returning({ id: bindings.id });
  return moved.length > 0;
}

/** Products and lots share one series of numbers, and one may become the other. */
function seriesOf(kind: EntityKind): EntityKind[] {
  return kind === "product" || kind === "lot" ? ["product", "lot"] : [kind];
}

/** What the key was bound to is no longer there. */
export async function deleteBinding(db: Database, pair: Pair): Promise<void> {
  await db.delete(bindings).where(isPair(pair));
}

/** Every pair of these kinds, for a comparison of whole lists. */
export async function listBoundKeys(
  db: Database,
  { kinds, ...connected }: Connected & { kinds: readonly EntityKind[] },
): Promise<Pick<Binding, "kind" | "rackbeatKey" | "fikenId">[]> {
  return db
    .select({
      kind: bindings.kind,
      rackbeatKey: bindings.rackbeatKey,
      fikenId: bindings.fikenId,
    })
    .from(bindings)
    .where(and(isConnected(connected), inArray(bindings.kind, [...kinds])))
    .orderBy(asc(bindings.rackbeatKey));
}

function isConnected({ installationId, connectionId }: Connected) {
  return and(eq(bindings.installationId, installationId), eq(bindings.connectionId, connectionId));
}

function isPair({ kind, rackbeatKey, fikenId, ...connected }: Pair) {
  return and(
    isConnected(connected),
    eq(bindings.kind, kind),
    eq(bindings.rackbeatKey, rackbeatKey),
    eq(bindings.fikenId, fikenId),
  );
}
