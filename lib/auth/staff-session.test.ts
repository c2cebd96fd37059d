import { encode } from "next-auth/jwt";
import { expect, test } from "vitest";
import { getEnv } from "@/lib/env";
import { issueSession } from "./session";
import {
  readStaffSession,
  STAFF_SESSION_SECONDS,
  staffCookieName,
  staffJwt,
} from "./staff-session";

const { NEXTAUTH_SECRET: secret } = getEnv();
const env = { ...getEnv(), VENDOR_EMAILS: ["ida@vendor.example"] };
const aSession = (email: string) => staffJwt.encode({ token: { email }, secret });

test("who is listed has a session until she is taken off the list", async () => {
  const token = await aSession("ida@vendor.example");
  expect(await readStaffSession(token, env)).toEqual({ email: "ida@vendor.example" });
  expect(await readStaffSession(token, { ...env, VENDOR_EMAILS: [] })).toBeNull();
});

test("a session of the frame, and another cookie of next-auth, is none", async () => {
  const ofFrame = await issueSession({
    ...{ id: crypto.randomUUID(), agreementId: "4711", settingsSecretHash: "hash" },
  });
  const token = { email: "ida@vendor.example" };
  for (const other of [
    ofFrame.token,
    await encode({ token, secret }),
    await staffJwt.encode({ token, secret, salt: "next-auth.state" }),
    await staffJwt.encode({ token, secret: "another secret of thirty-two characters" }),
    "x",
  ]) {
    expect(await readStaffSession(other, env)).toBeNull();
  }
});

test("a session is over with the working day", async () => {
  const token = await staffJwt.encode({
    ...{ token: { email: "ida@vendor.example" }, secret },
    // next-auth allows clocks to differ by fifteen seconds.
    maxAge: -16,
  });
  expect(await readStaffSession(token, env)).toBeNull();
  expect(STAFF_SESSION_SECONDS).toBeLessThan(24 * 60 * 60);
});

test("over https the browser is told to keep the cookie there", () => {
  expect(staffCookieName({ APP_URL: "https://fiken.example" })).toMatch(/^__Secure-/);
  expect(staffCookieName({ APP_URL: "http://localhost:3000" })).not.toMatch(/^__/);
});
