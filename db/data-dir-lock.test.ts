import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { lockDataDir } from "./data-dir-lock";

let home: string;
let directory: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "data-dir-lock-"));
  directory = join(home, "pglite");
});
afterEach(() => rmSync(home, { recursive: true }));

test("a directory is open once, and free again when given back", () => {
  const unlock = lockDataDir(directory);
  expect(() => lockDataDir(directory)).toThrow(`open in process ${process.pid}`);
  unlock();
  lockDataDir(directory)();
  expect(readdirSync(home)).toEqual([]);
});

test("the refusal names the directory, the cause and what to do", () => {
  lockDataDir(directory);
  expect(() => lockDataDir(directory)).toThrow(
    `The database in ${directory} is open in process ${process.pid}: PGlite serves one process. ` +
      "Stop that one, set another DATA_DIR, or use a server (DATABASE_URL).",
  );
});

test.each([
  { lock: "of a dead process", text: () => JSON.stringify({ pid: aDeadPid(), startedAt: "x 1" }) },
  {
    lock: "whose process id was given to another process",
    text: () => JSON.stringify({ pid: process.ppid, startedAt: "another boot 1" }),
  },
  {
    lock: "of an earlier process with our own id, as in a container",
    text: () => JSON.stringify({ pid: process.pid, startedAt: "another boot 1" }),
  },
  { lock: "that was cut short", text: () => '{"pid":' },
  { lock: "that is not ours", text: () => '"something else"' },
])("a lock $lock is taken over", ({ text }) => {
  writeFileSync(`${directory}.lock`, text());
  const unlock = lockDataDir(directory);
  expect(JSON.parse(readFileSync(`${directory}.lock`, "utf8"))).toMatchObject({ pid: process.pid });
  unlock();
  expect(existsSync(`${directory}.lock`)).toBe(false);
});

function aDeadPid(): number {
  return spawnSync(process.execPath, ["--version"]).pid;
}
