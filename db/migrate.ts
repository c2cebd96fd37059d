import { getEnv } from "@/lib/env";
import { log } from "@/lib/log";
import { openDatabase } from "./client";
import { databaseOptions } from "./database";
import { applyMigrations } from "./migrations";

/** `npm run db:migrate`: brings the database of DATABASE_URL up to this version. */
async function migrate(): Promise<void> {
  const options = databaseOptions(getEnv());
  if (options.driver === "pglite") {
    throw new Error(
      "DATABASE_URL is not set: it names the database to migrate (PGlite migrates itself at start)",
    );
  }
  const { db, close } = await openDatabase({ ...options, maxConnections: 1 });
  try {
    const count = await applyMigrations(db);
    log.info({ count }, count === 0 ? "nothing to migrate" : "migrations applied");
  } finally {
    await close();
  }
}

migrate().catch((error: unknown) => {
  log.error({ err: error }, "the database could not be migrated");
  process.exitCode = 1;
});
