import type { PGlite } from "@electric-sql/pglite";
import { drizzle } from "drizzle-orm/pglite";
import type { Database } from "@/db/client";
import * as schema from "@/db/schema/schema";

export class ProcessDied extends Error {
  override readonly name = "ProcessDied";
}

type Mortal = {
  mortal: Database;
  /** Whether it came that far. */
  died: () => boolean;
  kill: () => void;
  /** So far. */
  writes: () => number;
};

/**
 * A second handle of a test's database that dies before its `n`-th write, or when it is killed, and stays dead: what a
 * process killed between two commits leaves behind.
 */
export function mortalDatabase(db: Database, n: number): Mortal {
  let writes = 0;
  let dead = false;
  const logQuery = (query: string) => {
    if (/^\s*(insert|update|delete)/i.test(query)) writes += 1;
    if (writes >= n) dead = true;
    if (dead) throw new ProcessDied(`before write ${n}: ${query.slice(0, 60)}`);
  };
  // Safe: freshDatabase is always a PGlite.
  const { $client } = db as unknown as { $client: PGlite };
  const mortal = drizzle($client, { schema, casing: "snake_case", logger: { logQuery } });
  const kill = () => {
    dead = true;
  };
  return { mortal: mortal as unknown as Database, died: () => dead, kill, writes: () => writes };
}
