import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { createHandshake } from "./handshake";

let server: Server | undefined;

/** A Rackbeat that gives every request this answer. */
async function aRackbeat(status: number, answer: unknown) {
  const requests: Pick<IncomingMessage, "method" | "url" | "headers">[] = [];
  server = createServer((request, response) => {
    requests.push({ method: request.method, url: request.url, headers: request.headers });
    response.writeHead(status).end(JSON.stringify(answer));
  });
  await new Promise<void>((listening) => server?.listen(0, "127.0.0.1", listening));
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return { handshake: createHandshake({ baseUrl }), requests };
}

afterEach(() => server?.close());

test.each([
  { access_token: "jwt", app_slug: "fiken", redirect_to: "https://app.rackbeat.com/apps" },
  { token: "jwt", app_slug: "fiken", redirect_to: "https://app.rackbeat.com/apps" },
  {
    data: { access_token: "jwt", app_slug: "fiken", redirect_to: "https://app.rackbeat.com/apps" },
  },
])("accepting gives the token, in whichever form: %j", async (answer) => {
  const { handshake, requests } = await aRackbeat(200, answer);

  await expect(handshake.accept("a/b")).resolves.toEqual({
    accessToken: "jwt",
    appSlug: "fiken",
    redirectTo: "https://app.rackbeat.com/apps",
  });

  expect(requests).toHaveLength(1);
  expect(requests[0]).toMatchObject({ method: "POST", url: "/integration/accept/a%2Fb" });
  expect(requests[0]?.headers).not.toHaveProperty("authorization");
  expect(requests[0]?.headers).toMatchObject({ "content-type": "application/json" });
});

test("slug and way back may be missing, the token may not", async () => {
  const { handshake } = await aRackbeat(200, { access_token: "jwt", redirect_to: null });
  await expect(handshake.accept("t")).resolves.toEqual({
    accessToken: "jwt",
    appSlug: null,
    redirectTo: null,
  });
  server?.close();

  const other = await aRackbeat(200, { app_slug: "fiken" });
  await expect(other.handshake.accept("t")).rejects.toMatchObject({
    problem: { code: "provider.bad_answer", details: { message: "access_token: is missing" } },
  });
});

test("a refusal names its status and never the install token", async () => {
  const { handshake } = await aRackbeat(410, { message: "No longer valid" });
  const failure: unknown = await handshake.accept("s3cret-token").catch((error: unknown) => error);
  expect(failure).toMatchObject({
    kind: "refused",
    problem: { code: "install.accept_failed", details: { status: 410 } },
  });
  expect(`${failure} ${JSON.stringify(failure)}`).not.toContain("s3cret-token");
});
