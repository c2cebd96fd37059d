import { expect, test } from "vitest";
import { parseEnv } from "./env";

const PRODUCTION = {
  NODE_ENV: "production",
  APP_URL: "https://fiken.example.no",
  DATABASE_URL: "postgres://app@db.example.no/app",
  FIKEN_CLIENT_ID: "id",
  FIKEN_CLIENT_SECRET: "secret",
  NEXTAUTH_SECRET: "a".repeat(32),
  ENCRYPTION_KEYS: "ab".repeat(32),
};

test("a developer needs to set nothing", () => {
  expect(parseEnv({})).toMatchObject({ APP_URL: "http://localhost:3000", DATA_DIR: ".data" });
});

test("an empty value means unset", () => {
  expect(parseEnv({ APP_URL: "" }).APP_URL).toBe("http://localhost:3000");
});

test.each([
  { name: "APP_URL", value: "fiken.example.no" },
  { name: "DATABASE_URL", value: "mysql://db" },
  { name: "FIKEN_REQUESTS_PER_SECOND", value: "many" },
  { name: "FIKEN_REQUESTS_PER_SECOND", value: "0" },
  { name: "ENCRYPTION_KEYS", value: "short" },
  { name: "DATABASE_DRIVER", value: "oracle" },
  { name: "SMTP_URL", value: "https://mail.example.no" },
  { name: "SMTP_FROM", value: "nobody" },
])("$name=$value stops the start and is named", ({ name, value }) => {
  expect(() => parseEnv({ [name]: value })).toThrow(name);
});

test.each([
  "FIKEN_CLIENT_ID",
  "FIKEN_CLIENT_SECRET",
  "NEXTAUTH_SECRET",
  "ENCRYPTION_KEYS",
  "DATABASE_URL",
])("production does not start without %s", (name) => {
  expect(() => parseEnv({ ...PRODUCTION, [name]: undefined })).toThrow(name);
});

test("a mail server needs to know who its mails come from", () => {
  const SMTP_URL = "smtps://user:secret@mail.example.no:465";
  expect(() => parseEnv({ SMTP_URL })).toThrow("SMTP_FROM");
  const SMTP_FROM = "Fiken for Rackbeat <fiken@example.no>";
  expect(parseEnv({ SMTP_URL, SMTP_FROM })).toMatchObject({ SMTP_URL, SMTP_FROM });
});

test("all faults are named at once", () => {
  const parse = () => parseEnv({ ...PRODUCTION, FIKEN_CLIENT_ID: "", NEXTAUTH_SECRET: "short" });
  expect(parse).toThrow(
    /FIKEN_CLIENT_ID[\s\S]*NEXTAUTH_SECRET|NEXTAUTH_SECRET[\s\S]*FIKEN_CLIENT_ID/,
  );
});

test("keys are 32 bytes as hex or base64, newest first", () => {
  const newest = Buffer.alloc(32, 1);
  const oldest = Buffer.alloc(32, 2);
  const { ENCRYPTION_KEYS } = parseEnv({
    ENCRYPTION_KEYS: `${newest.toString("base64")}, ${oldest.toString("hex")}`,
  });
  expect(ENCRYPTION_KEYS).toEqual([newest, oldest]);
});

test("a value is never repeated in the error: it may be a secret", () => {
  const secret = "not-a-key-but-secret";
  expect(() => parseEnv({ ENCRYPTION_KEYS: secret })).toThrow();
  try {
    parseEnv({ ENCRYPTION_KEYS: secret });
  } catch (error) {
    expect(String(error)).not.toContain(secret);
  }
});
