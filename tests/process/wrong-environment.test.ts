import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { startAppProcess } from "@/tests/system/app-process";
import { freePort } from "@/tests/system/free-port";

const dataDir = mkdtempSync(join(tmpdir(), "wrong-environment-"));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const RIGHT = {
  APP_URL: "http://localhost:3000",
  DATA_DIR: dataDir,
  FIKEN_CLIENT_ID: "client",
  FIKEN_CLIENT_SECRET: "secret",
  ENCRYPTION_KEYS: randomBytes(32).toString("base64"),
  NEXTAUTH_SECRET: randomBytes(32).toString("base64"),
};

const WRONG = [
  { name: "APP_URL", value: "nonsense", fault: "must be an address" },
  { name: "ENCRYPTION_KEYS", value: "", fault: "is required" },
  { name: "ENCRYPTION_KEYS", value: "too-short", fault: "must be 32 bytes" },
  { name: "FIKEN_CLIENT_SECRET", value: "", fault: "is required" },
  { name: "NEXTAUTH_SECRET", value: "short", fault: "at least 32 characters" },
  { name: "DATABASE_URL", value: "mysql://localhost/app", fault: "must be a postgres:// address" },
];

test.each(WRONG)("$name=$value stops the start and is named", async ({ name, value, fault }) => {
  const start = startAppProcess({ port: await freePort(), env: { ...RIGHT, [name]: value } });

  const ended = await start.then(
    () => "It started.",
    (error: Error) => error.message,
  );
  expect(ended).toContain("The app ended at its start (exit code 1)");
  expect(ended).toContain(fault);
  expect(ended).toMatch(new RegExp(`at ${name}\\b`));
  if (value) expect(ended).not.toContain(value);
});

test("all faults are named at once", async () => {
  const env = { ...RIGHT, APP_URL: "nonsense", FIKEN_CLIENT_ID: "", RACKBEAT_URL: "rackbeat" };
  const start = startAppProcess({ port: await freePort(), env });

  await expect(start).rejects.toThrow(/APP_URL[\s\S]*RACKBEAT_URL/);
});
