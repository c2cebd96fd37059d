import { existsSync } from "node:fs";
import { join } from "node:path";
import { desc, sql } from "drizzle-orm";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { bigint, pgSchema, serial, text } from "drizzle-orm/pg-core";
import type { Database } from "./client";
import journal from "./migrations/meta/_journal.json" with { type: "json" };

/** Drizzle's own record of what was applied, so that its tools read the same. */
const applied = pgSchema("drizzle").table("__drizzle_migrations", {
  id: serial().primaryKey(),
  hash: text().notNull(),
  createdAt: bigint({ mode: "number" }),
});

/** Any number, always this one: who holds it is migrating. */
const MIGRATION_LOCK = 8_271_640_195;

/**
 * Applies what is missing, all or nothing. Two at once take turns: the lock belongs to the transaction, because a
 * pooled address (Neon) may serve every statement from another session.
 *
 * @returns the number of migrations applied
 */
export async function applyMigrations(db: Database): Promise<number> {
  if (await isUpToDate(db)) return 0;
  const migrations = readMigrationFiles({ migrationsFolder: migrationsFolder() });

  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${MIGRATION_LOCK})`);
    await tx.execute(sql`create schema if not exists drizzle`);
    await tx.execute(sql`
      create table if not exists drizzle.__drizzle_migrations
      (id serial primary key, hash text not null, created_at bigint)`);

    const last = (await lastApplied(tx)) ?? 0;
    const missing = migrations.filter(({ folderMillis }) => folderMillis > last);
    for (const migration of missing) {
      for (const statement of migration.sql) await tx.execute(sql.raw(statement));
      await tx.insert(applied).values({ hash: migration.hash, createdAt: migration.folderMillis });
    }
    return missing.length;
  });
}

/** Whether the database has every migration this build knows. It may have newer ones: a deploy rolls over. */
export async function isUpToDate(db: Database): Promise<boolean> {
  const [{ exists } = { exists: false }] = await db
    .select({ exists: sql<boolean>`to_regclass('drizzle.__drizzle_migrations') is not null` })
    .from(sql`(select 1) as one`);
  if (!exists) return false;
  const newest = Math.max(...journal.entries.map((entry) => entry.when));
  return ((await lastApplied(db)) ?? 0) >= newest;
}

async function lastApplied(db: Database): Promise<number | null> {
  const [last] = await db
    .select({ createdAt: applied.createdAt })
    .from(applied)
    .orderBy(desc(applied.createdAt))
    .limit(1);
  return last?.createdAt ?? null;
}

/** Relative to where the app is started: bundled code does not know where its source stood. */
function migrationsFolder(): string {
  const folder = join(process.cwd(), "db", "migrations");
  if (!existsSync(folder)) {
    throw new Error(`No migrations in ${folder}: start from the project's root folder`);
  }
  return folder;
}
