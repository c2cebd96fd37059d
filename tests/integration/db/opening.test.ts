import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "@/db/client";
import { installations } from "@/db/schema/installations";
import { startPostgres, type TestPostgres } from "@/tests/postgres/start";

let home: string;
let postgres: TestPostgres;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), "opening-"));
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres?.stop();
  rmSync(home, { recursive: true });
});

test("a process killed while it writes loses nothing it had committed, and never shares its directory", async () => {
  // As if an earlier process had died while it made the database.
  const dataDir = join(home, "pglite");
  mkdirSync(`${dataDir}.unfinished`);
  writeFileSync(join(`${dataDir}.unfinished`, "PG_VERSION"), "");

  const writer = start("tests/integration/db/process-with-database.ts", { DATA_DIR: home });
  const written = await linesOf(writer, 30);
  expect(written.shift()).toBe("open");

  await expect(openDatabase({ driver: "pglite", dataDir })).rejects.toThrow(
    `The database in ${dataDir} is open in process ${writer.pid}`,
  );

  writer.kill("SIGKILL");
  await once(writer, "exit");
  const { db, close } = await openDatabase({ driver: "pglite", dataDir });
  const there = await db.select({ agreementId: installations.agreementId }).from(installations);
  await close();
  expect(there.map(({ agreementId }) => agreementId)).toEqual(expect.arrayContaining(written));
  // Making a cluster takes seconds on a free machine, and a multiple of that on a busy one.
}, 60_000);

test("a server without this version's migrations is refused, by the command that brings them", async () => {
  const DATABASE_URL = await postgres.createDatabase("unmigrated");
  const app = start("tests/integration/db/process-with-database.ts", { DATABASE_URL });
  expect(await endOf(app)).toEqual({
    code: 1,
    output: expect.stringContaining("lacks migrations of this version: run `npm run db:migrate`"),
  });
});

test("of two migrations at once, one migrates and the other finds it done", async () => {
  const DATABASE_URL = await postgres.createDatabase("migrated_twice");
  const ends = await Promise.all([1, 2].map(() => endOf(start("db/migrate.ts", { DATABASE_URL }))));
  expect(ends.map(({ code }) => code)).toEqual([0, 0]);
  const outputs = ends.map(({ output }) => output).join("");
  expect(outputs.match(/migrations applied/g)).toHaveLength(1);
  expect(outputs.match(/nothing to migrate/g)).toHaveLength(1);
});

test("migrating without an address says which one is missing", async () => {
  expect(await endOf(start("db/migrate.ts", {}))).toEqual({
    code: 1,
    output: expect.stringContaining("DATABASE_URL is not set"),
  });
});

function start(program: string, env: Record<string, string>): ChildProcess {
  return spawn(process.execPath, ["--import", "tsx", program], {
    env: { NODE_ENV: "test", PATH: process.env.PATH, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

async function linesOf(child: ChildProcess, count: number): Promise<string[]> {
  if (!child.stdout) throw new Error("The process has no output");
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (lines.length === count) return lines;
  }
  throw new Error(`The process ended after ${lines.length} lines`);
}

async function endOf(child: ChildProcess): Promise<{ code: number | null; output: string }> {
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  await once(child, "close");
  return { code: child.exitCode, output };
}
