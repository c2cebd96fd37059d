import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { open, seal } from "./seal";

const older = randomBytes(32);
const newer = randomBytes(32);

test("what was sealed opens to the same text, and no two seals look alike", () => {
  const token = "access-token æøå 🔑";
  const sealed = seal(token, [newer]);

  expect(open(sealed, [newer])).toBe(token);
  expect(seal(token, [newer])).not.toBe(sealed);
  expect(sealed).not.toContain("access");
});

test("the empty text is a text", () => {
  expect(open(seal("", [newer]), [newer])).toBe("");
});

test("after a rotation the old key opens, and the new one seals", () => {
  const before = seal("token", [older]);
  const after = seal("token", [newer, older]);

  expect(open(before, [newer, older])).toBe("token");
  expect(open(after, [newer])).toBe("token");
});

test("a key that left the ring is named, and nothing opens", () => {
  expect(() => open(seal("token", [older]), [newer])).toThrow(/ENCRYPTION_KEYS/);
});

test("an empty ring seals nothing", () => {
  expect(() => seal("token", [])).toThrow(/ENCRYPTION_KEYS/);
});

test("a single changed byte, anywhere, keeps it shut", () => {
  const sealed = seal("token", [newer]);
  const [format, id, body = ""] = sealed.split(".");
  const bytes = Buffer.from(body, "base64url");
  for (const index of bytes.keys()) {
    const changed = Buffer.from(bytes);
    changed[index] = (changed[index] ?? 0) ^ 1;
    expect(() => open(`${format}.${id}.${changed.toString("base64url")}`, [newer])).toThrow();
  }
});

test.each(["", "v1", "v1.abcdef01.", "v2.abcdef01.AAAA", "v1.abcdef01.AAAA", "plain text"])(
  "%j is not a sealed text",
  (text) => {
    expect(() => open(text, [newer])).toThrow("Not a sealed text");
  },
);
