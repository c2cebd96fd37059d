import { join } from "node:path";
import { type Env, getEnv } from "@/lib/env";
import { type Database, type DatabaseOptions, openDatabase } from "./client";
import { isUpToDate } from "./migrations";
import { warnOfOwner } from "./table-owner";

/** One per process: Next bundles every route by itself, so a module's variable would be many. */
const shared = globalThis as typeof globalThis & { fikenForRackbeatDatabase?: Promise<Database> };

/**
 * The process's database, opened by the first who asks.
 *
 * @throws when it cannot be opened, or lacks migrations; the next call tries again
 */
export function getDatabase(): Promise<Database> {
  shared.fikenForRackbeatDatabase ??= openFromEnv().catch((error: unknown) => {
    delete shared.fikenForRackbeatDatabase;
    throw error;
  });
  return shared.fikenForRackbeatDatabase;
}

/** Which driver the environment asks for: PGlite without an address, Neon's for Neon's hosts. */
export function databaseOptions({
  DATABASE_URL,
  DATABASE_DRIVER,
  DATA_DIR,
}: Pick<Env, "DATABASE_URL" | "DATABASE_DRIVER" | "DATA_DIR">): DatabaseOptions {
  if (DATABASE_URL === undefined) return { driver: "pglite", dataDir: join(DATA_DIR, "pglite") };
  const isNeon = new URL(DATABASE_URL).hostname.endsWith(".neon.tech");
  return { driver: DATABASE_DRIVER ?? (isNeon ? "neon" : "pg"), url: DATABASE_URL };
}

async function openFromEnv(): Promise<Database> {
  const env = getEnv();
  const options = databaseOptions(env);
  const { db, close } = await openDatabase(options);
  if (options.driver !== "pglite" && !(await isUpToDate(db))) {
    await close();
    throw new Error("The database lacks migrations of this version: run `npm run db:migrate`");
  }
  if (options.driver !== "pglite" && env.NODE_ENV === "production") await warnOfOwner(db);
  return db;
}
