import fc from "fast-check";
import { expect, test } from "vitest";
import { issueSession } from "@/lib/auth/session";
import { redacted } from "./redact";
import { newSecret } from "./secret";

const PLANTED = "sEcReT0123456789abcdefghijklmnopqrstuvwxyz";

test.each([
  `Authorization: Bearer ${PLANTED}`,
  `authorization=Basic abc12`,
  `https://app.example/settings/204101/${PLANTED}/transfers?side=sales`,
  `POST /api/webhooks/rackbeat/204101/short-secret failed`,
  `GET /settings/204101/short-secret/mapping failed`,
  `https://fiken.no/oauth/token?code=abc&state=def`,
  `refresh_token=abc123`,
  `key ${PLANTED} was refused`,
])("nothing of a secret is left of %j", (text) => {
  const left = String(redacted(text));
  expect(left).toContain("[redacted]");
  expect(left).not.toMatch(/sEcReT|short-secret|abc12|=abc|=def/);
});

test("a session and a secret of our own making are not left either", async () => {
  const secret = newSecret();
  const { token } = await issueSession({ agreementId: "1", settingsSecretHash: "hash" } as never);
  expect(redacted(`${secret} ${token}`)).not.toContain(secret.slice(0, 12));
  expect(redacted(`${secret} ${token}`)).not.toContain(token.slice(0, 12));
});

test("what is no secret stays as it is", () => {
  const plain = {
    id: "7d444840-9dc0-11d1-b245-5ffdce74fad2",
    number: "10234",
    at: "2026-11-22T12:00:00.000Z",
    message: "Kan ikke bokføre på 2026-11-22: perioden er låst (Feilreferanse: a1b2c3d4)",
    causes: ["mapping.group_unmapped:sales:2:high"],
    amounts: [1, null, true],
  };
  expect(redacted(plain)).toEqual(plain);
});

const secretKey = fc.constantFrom(
  "token",
  "rackbeatToken",
  "accessToken",
  "settingsSecretHash",
  "webhookSecret",
  "authorization",
  "Authorization",
  "settingsUrl",
  "settings_url",
  "api_key",
);

test("a field by a secret's name gives nothing away, however deep it stands and whatever it holds", () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom("a", "details", "list"), { maxLength: 5 }),
      secretKey,
      fc.string({ minLength: 4, maxLength: 12 }).map((text) => `§${text}§`),
      (path, key, secret) => {
        const leaf: unknown = { [key]: { inner: [secret] }, other: "kept" };
        const value = path.reduce<unknown>((inner, name) => ({ [name]: [inner] }), leaf);
        const text = JSON.stringify(redacted(value));
        expect(text).not.toContain("§");
        expect(text).toContain("kept");
      },
    ),
  );
});
