import { afterAll, beforeAll, describe } from "vitest";
import { type Database, type OpenedDatabase, openDatabase } from "@/db/client";
import { applyMigrations } from "@/db/migrations";
import { type NeonProxy, startNeonProxy } from "@/tests/postgres/neon-proxy";
import { startPostgres, type TestPostgres } from "@/tests/postgres/start";
import { freshDatabase } from "./database";

export type Driver = "pglite" | "pg" | "neon";
export type Harness = { driver: Driver; db: () => Database };

/**
 * The same tests over every driver: PGlite in memory, and a real PostgreSQL by node-postgres and by Neon's driver. The
 * database is shared by the tests, so each makes its own installation.
 */
export function eachDriver(tests: (harness: Harness) => void): void {
  let postgres: TestPostgres;
  beforeAll(async () => {
    postgres = await startPostgres();
  });
  afterAll(() => postgres?.stop());

  describe.each<Driver>(["pglite", "pg", "neon"])("%s", (driver) => {
    let opened: OpenedDatabase;
    beforeAll(async () => {
      opened = await open(driver, postgres);
    });
    afterAll(() => opened?.close());

    tests({ driver, db: () => opened.db });
  });
}

async function open(driver: Driver, postgres: TestPostgres): Promise<OpenedDatabase> {
  if (driver === "pglite") return { db: await freshDatabase(), close: async () => {} };

  const url = await postgres.createDatabase(`spec_${driver}`);
  const maxConnections = 25;
  if (driver === "pg") {
    const opened = await openDatabase({ driver, url, maxConnections });
    await applyMigrations(opened.db);
    return opened;
  }
  const proxy: NeonProxy = await startNeonProxy({ port: postgres.port });
  const opened = await openDatabase({ driver, url, maxConnections, dials: proxy.dials });
  await applyMigrations(opened.db);
  return { db: opened.db, close: () => opened.close().finally(proxy.close) };
}
