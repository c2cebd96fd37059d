import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { PGlite } from "@electric-sql/pglite";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/pglite";
import { type Database, openDatabase } from "@/db/client";
import { applyMigrations } from "@/db/migrations";
import { auditEntries } from "@/db/schema/audit-entries";
import { authorizations } from "@/db/schema/authorizations";
import { billingLines } from "@/db/schema/billing-lines";
import { billingMonths } from "@/db/schema/billing-months";
import { billingTotals } from "@/db/schema/billing-totals";
import { installations } from "@/db/schema/installations";
import * as schema from "@/db/schema/schema";
import { takeOvers } from "@/db/schema/take-overs";
import { vendorDigests } from "@/db/schema/vendor-digests";

const root = fileURLToPath(new URL("../../", import.meta.url));
const cache = join(root, "node_modules/.cache/test-database");

let opened: Promise<Database> | undefined;

/**
 * An empty, migrated database in memory. A test file has one, which every call empties: about half a second for the
 * first call, milliseconds for the others. So one test at a time (no `test.concurrent`), and nothing of an earlier
 * test may still be running.
 */
export async function freshDatabase(): Promise<Database> {
  opened ??= openMigrated();
  const db = await opened;
  await emptyDatabase(db);
  return db;
}

/**
 * Everything hangs on an installation, except authorizations of an install that has not finished, the vendor's digests,
 * and the vendor's books, which let nothing be deleted: their triggers rest meanwhile.
 */
export async function emptyDatabase(db: Database): Promise<void> {
  await db.delete(authorizations);
  await db.delete(installations);
  await db.delete(vendorDigests);
  for (const table of [billingLines, billingTotals, billingMonths, auditEntries, takeOvers]) {
    await db.execute(sql`alter table ${table} disable trigger user`);
    await db.delete(table);
    await db.execute(sql`alter table ${table} enable trigger user`);
  }
}

async function openMigrated(): Promise<Database> {
  const file = join(cache, `${schemaVersion()}.tar`);
  if (!existsSync(file)) await writeSnapshot(file);
  const snapshot = new Blob([readFileSync(file)]);
  const { db } = await openDatabase({ driver: "pglite", snapshot });
  return db;
}

/** PGlite takes seconds to make a cluster and a third of one to load it, so the made one is kept until it is out of date. */
async function writeSnapshot(file: string): Promise<void> {
  // Small log segments: a file of 30 MB instead of 45.
  const client = await PGlite.create({ initDbStartParams: ["--wal-segsize=1"] });
  await applyMigrations(drizzle(client, { schema, casing: "snake_case" }));
  await client.exec("checkpoint");
  const dump = await client.dumpDataDir("none");
  await client.close();

  mkdirSync(cache, { recursive: true });
  for (const name of readdirSync(cache)) {
    if (name.endsWith(".tar") && join(cache, name) !== file)
      rmSync(join(cache, name), { force: true });
  }
  // Moved into place, for several workers may write it at once.
  const unfinished = `${file}.${process.pid}`;
  await writeFile(unfinished, Buffer.from(await dump.arrayBuffer()));
  renameSync(unfinished, file);
}

/** Of the migrations and of PGlite: either makes another snapshot. */
function schemaVersion(): string {
  const hash = createHash("sha256");
  const migrations = join(root, "db/migrations");
  for (const name of readdirSync(migrations).sort()) {
    if (name.endsWith(".sql")) hash.update(readFileSync(join(migrations, name)));
  }
  hash.update(readFileSync(join(root, "node_modules/@electric-sql/pglite/package.json")));
  return hash.digest("hex").slice(0, 16);
}
