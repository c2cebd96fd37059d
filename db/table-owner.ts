import { sql } from "drizzle-orm";
import { log } from "@/lib/log";
import type { Database } from "./client";

/**
 * Closed months are kept by triggers, and who owns a table can switch its triggers off. Told where the role of this
 * connection can: it works all the same, so it stops nothing.
 */
export async function warnOfOwner(db: Database): Promise<void> {
  const [owner] = await db
    .select({ role: sql<string>`current_user` })
    .from(sql`pg_class`)
    .where(sql`oid = 'public.billing_lines'::regclass and pg_has_role(relowner, 'usage')`);
  if (!owner) return;
  log.warn(
    owner,
    "database: the app's role owns the tables, so it could open closed months; connect as one that owns none (README, “Two roles”)",
  );
}
