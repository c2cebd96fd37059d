import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { OpenedDatabase } from "./client";
import { lockDataDir } from "./data-dir-lock";
import { applyMigrations } from "./migrations";
import * as schema from "./schema/schema";

type PgliteOptions = { dataDir?: string; snapshot?: Blob };

/** Opens PGlite, in `dataDir` or in memory, with every migration applied. */
export async function openPglite({ dataDir, snapshot }: PgliteOptions): Promise<OpenedDatabase> {
  if (dataDir === undefined) return connect({ snapshot });

  const directory = resolve(dataDir);
  mkdirSync(dirname(directory), { recursive: true });
  const unlock = lockDataDir(directory);
  try {
    if (!existsSync(directory)) await create(directory);
    const { db, close } = await connect({ dataDir: directory });
    return { db, close: () => close().finally(unlock) };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** Made beside its place and moved there when whole: a process that dies meanwhile leaves no half database. */
async function create(directory: string): Promise<void> {
  const unfinished = `${directory}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  const { close } = await connect({ dataDir: unfinished });
  await close();
  renameSync(unfinished, directory);
}

async function connect({
  dataDir,
  snapshot,
}: {
  dataDir?: string;
  snapshot?: Blob | undefined;
}): Promise<OpenedDatabase> {
  const [{ PGlite }, { drizzle }] = await Promise.all([
    import("@electric-sql/pglite"),
    import("drizzle-orm/pglite"),
  ]);
  const client = await PGlite.create({
    ...(dataDir === undefined ? {} : { dataDir }),
    ...(snapshot === undefined ? {} : { loadDataDir: snapshot }),
  });
  const db = drizzle(client, { schema, casing: "snake_case" });
  await applyMigrations(db);
  return { db, close: () => client.close() };
}
