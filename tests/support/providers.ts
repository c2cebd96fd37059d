import { afterAll } from "vitest";
import { startFikenSandbox } from "@/tests/sandbox/fiken/server";
import { startRackbeatSandbox } from "@/tests/sandbox/rackbeat/server";

/** Fast enough for tests, with the sandboxes' own limits raised as much. */
const REQUESTS_PER_SECOND = 500;
const REQUESTS_PER_MINUTE = 30_000;

/**
 * A Rackbeat and a Fiken for the test file, and the environment that points to them. A set-up file, so that the
 * environment is set before anything reads it; tests import the same two.
 */
export const fiken = await startFikenSandbox({
  requestsPerSecond: REQUESTS_PER_SECOND,
  anyLocalhostPort: true,
});
export const rackbeat = await startRackbeatSandbox({
  fikenUrl: fiken.url,
  quirks: { requestsPerMinute: REQUESTS_PER_MINUTE },
});

Object.assign(process.env, {
  RACKBEAT_URL: rackbeat.url,
  RACKBEAT_REQUESTS_PER_MINUTE: String(REQUESTS_PER_MINUTE),
  FIKEN_API_URL: fiken.apiUrl,
  FIKEN_OAUTH_URL: fiken.oauthUrl,
  FIKEN_CLIENT_ID: fiken.settings.clientId,
  FIKEN_CLIENT_SECRET: fiken.settings.clientSecret,
  FIKEN_REQUESTS_PER_SECOND: String(REQUESTS_PER_SECOND),
  LOG_LEVEL: "silent",
});

afterAll(async () => {
  await Promise.all([fiken.close(), rackbeat.close()]);
});
