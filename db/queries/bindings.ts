import { and, eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { type Binding, bindings } from "@/db/schema/bindings";
import type { EntityKind } from "@/db/schema/transfers";

type Pair = {
  installationId: string;
  connectionId: string;
  kind: EntityKind;
  rackbeatKey: string;
  fikenId: number;
};

export async function findBinding(
  db: Database,
  { installationId, connectionId, kind, rackbeatKey }: Omit<Pair, "fikenId">,
): Promise<Binding | null> {
  const [binding] = await db
    .select()
    .from(bindings)
    .where(
      and(
        eq(bindings.installationId, installationId),
        eq(bindings.connectionId, connectionId),
        eq(bindings.kind, kind),
        eq(bindings.rackbeatKey, rackbeatKey),
      ),
    );
  return binding ?? null;
}

/** Binds the pair once. Null: one of the two is bound to another already. */
export async function ensureBinding(db: Database, pair: Pair): Promise<Binding | null> {
  const [created] = await db.insert(bindings).values(pair).onConflictDoNothing().returning();
  if (created) return created;
  const existing = await findBinding(db, pair);
  return existing?.fikenId === pair.fikenId ? existing : null;
}

/** Which Rackbeat key a Fiken id is bound to; null where it is free. */
export async function findBoundKey(
  db: Database,
  { installationId, connectionId, kind, fikenId }: Omit<Pair, "rackbeatKey">,
): Promise<string | null> {
  const [binding] = await db
    .select({ rackbeatKey: bindings.rackbeatKey })
    .from(bindings)
    .where(
      and(
        eq(bindings.installationId, installationId),
        eq(bindings.connectionId, connectionId),
        eq(bindings.kind, kind),
        eq(bindings.fikenId, fikenId),
      ),
    );
  return binding?.rackbeatKey ?? null;
}
