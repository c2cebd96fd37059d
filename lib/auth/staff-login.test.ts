import { expect, test } from "vitest";
import { getEnv } from "@/lib/env";
import { decide, staffLogin } from "./staff-login";

const listed = ["ida@vendor.example"];
const profile = { sub: "1", email: "Ida@Vendor.example", email_verified: true };

test("a listed address that the issuer has verified is let in, whatever its case", () => {
  expect(decide(profile, listed)).toEqual({ email: "ida@vendor.example", isAllowed: true });
});

test.each([
  ["another address", { ...profile, email: "eve@vendor.example" }],
  ["an address that is not verified", { ...profile, email_verified: false }],
  ["an address of which nothing is said", { sub: "1", email: profile.email }],
  ["a listed address as part of another", { ...profile, email: "ida@vendor.example.eve.example" }],
  ["no address", { sub: "1", email_verified: true }],
  ["no profile", undefined],
])("%s is refused", (_what, told) => {
  expect(decide(told, listed).isAllowed).toBe(false);
});

test("who is refused, and who is let in, is told before the answer", async () => {
  const decisions: unknown[] = [];
  const env = { ...getEnv(), VENDOR_EMAILS: listed };
  const { callbacks } = staffLogin(env, {
    onDecision: async (decision) => void decisions.push(decision),
  });
  const attempt = (told: typeof profile) =>
    callbacks?.signIn?.({ user: { id: told.sub }, account: null, profile: told });
  expect(await attempt(profile)).toBe(true);
  expect(await attempt({ ...profile, email: "eve@vendor.example" })).toBe(false);
  expect(decisions).toEqual([
    { email: "ida@vendor.example", isAllowed: true },
    { email: "eve@vendor.example", isAllowed: false },
  ]);
});

test("the cookies go to the dashboard and to the sign-in, to nothing else, and to no other site's frame", () => {
  const { cookies = {} } = staffLogin(
    { ...getEnv(), APP_URL: "https://fiken.example" },
    { onDecision: async () => undefined },
  );
  const paths = Object.values(cookies).map(({ options }) => options.path);
  expect(new Set(paths)).toEqual(new Set(["/vendor", "/api/auth"]));
  for (const { options } of Object.values(cookies)) {
    expect(options).toMatchObject({ httpOnly: true, secure: true, sameSite: "lax" });
  }
});
