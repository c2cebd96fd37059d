import { beforeEach, expect, test, vi } from "vitest";
import { GET as callback } from "@/app/install/fiken/callback/route";
import { readProblem } from "@/app/install/problem/read-problem";
import { GET as begin, POST as beginByForm } from "@/app/install/rackbeat/[[...token]]/route";
import type { Problem } from "@/lib/errors/catalog";
import { freshDatabase } from "@/tests/support/database";
import { fiken, rackbeat } from "@/tests/support/providers";
import { installTokenFrom, logInAtFiken, stateOf } from "./walk";

vi.mock("@/inngest/wake", () => ({ wakeDrain: vi.fn() }));

const APP = "http://localhost:3000";
const [AGREEMENT = 0] = rackbeat.world.agreements.keys();

beforeEach(async () => {
  // What getDatabase answers with in this process.
  Object.assign(globalThis, { fikenForRackbeatDatabase: freshDatabase() });
});

const at = (token?: string[]) => ({ params: Promise.resolve(token ? { token } : {}) });
const newToken = () => installTokenFrom(rackbeat, AGREEMENT);

function locationOf(response: Response): string {
  expect(response.status).toBe(303);
  expect(response.headers.get("referrer-policy")).toBe("no-referrer");
  expect(response.headers.get("cache-control")).toBe("no-store");
  return response.headers.get("location") ?? "";
}

function problemOf(response: Response): Problem | null {
  const url = new URL(locationOf(response), APP);
  expect(url.pathname).toBe("/install/problem");
  return readProblem(url.searchParams.get("problem") ?? undefined);
}

test("the browser goes to Fiken, back here, and on to Rackbeat", async () => {
  const toFiken = locationOf(
    await begin(new Request(`${APP}/install/rackbeat?token=${newToken()}`), at()),
  );
  expect(toFiken.startsWith(`${fiken.oauthUrl}/authorize?`)).toBe(true);

  const query = new URLSearchParams(logInAtFiken(toFiken));
  const back = await callback(new Request(`${APP}/install/fiken/callback?${query}`));
  expect(locationOf(back).startsWith(rackbeat.url)).toBe(true);
});

test("the token is also taken from the path and from a form", async () => {
  const token = newToken();
  const byPath = await begin(new Request(`${APP}/install/rackbeat/${token}`), at([token]));
  const body = new URLSearchParams({ token: newToken() });
  const request = new Request(`${APP}/install/rackbeat`, { method: "POST", body });
  const byForm = await beginByForm(request, at());

  for (const response of [byPath, byForm]) {
    expect(locationOf(response).startsWith(fiken.oauthUrl)).toBe(true);
  }
});

test.each(["", "?token=", "?other=1"])("without a token (%j) the page says so", async (query) => {
  const response = await begin(new Request(`${APP}/install/rackbeat${query}`), at());
  expect(problemOf(response)).toEqual({ code: "install.token_missing", details: {} });
});

test("a callback without state, with a made-up one, or with a refusal is explained", async () => {
  const toFiken = locationOf(
    await begin(new Request(`${APP}/install/rackbeat?token=${newToken()}`), at()),
  );
  const said = async (query: string) =>
    problemOf(await callback(new Request(`${APP}/install/fiken/callback${query}`)))?.code;

  expect(await said("")).toBe("install.state_unknown");
  expect(await said("?state=made-up&code=x")).toBe("install.state_unknown");
  const state = stateOf(toFiken);
  expect(await said(`?state=${state}&error=access_denied`)).toBe("install.login_refused");
});

test("a fault of ours is a reference, not a stack", async () => {
  Object.assign(globalThis, { fikenForRackbeatDatabase: Promise.reject(new Error("no database")) });
  const response = await begin(new Request(`${APP}/install/rackbeat?token=x`), at());
  expect(problemOf(response)).toMatchObject({ code: "app.unexpected" });
  expect(locationOf(response)).not.toContain("no database");
});
