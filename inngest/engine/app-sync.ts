import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { HttpClient } from "./http-client";
import type { EngineLogger } from "./logger";
import { HEADER, inBandSyncSchema, SERVER_KIND } from "./protocol";
import { RegistrationRefused } from "./registry";

/** An app that is being started is asked again this soon. */
const FIRST_RETRY_MS = 50;
const LAST_RETRY_MS = 500;
/** An app that is registered is asked this often whether its functions have changed. */
const REFRESH_MS = 5_000;
const SYNC_TIMEOUT_MS = 30_000;

/** Keeps one app registered: asks until it is up, then looks for changes, until `signal`. */
export async function keepSynced({
  appUrl,
  http,
  register,
  logger,
  signal,
}: {
  appUrl: string;
  http: HttpClient;
  register: (appId: string, functions: unknown[]) => void;
  logger: EngineLogger;
  signal: AbortSignal;
}): Promise<void> {
  let retryMs = FIRST_RETRY_MS;
  let reported = "";

  while (!signal.aborted) {
    const problem = await sync({ appUrl, http, register });
    if (problem !== undefined && problem !== reported && !signal.aborted) {
      logger.warn({ appUrl }, `app is not registered yet: ${problem}`);
    }
    reported = problem ?? "";
    retryMs = problem === undefined ? FIRST_RETRY_MS : Math.min(2 * retryMs, LAST_RETRY_MS);
    const wait = problem === undefined ? REFRESH_MS : retryMs;
    await sleep(wait, undefined, { signal }).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  }
}

/** Asks the app for its functions (SDK_SPEC 4.3). Answers what stood in the way. */
async function sync({
  appUrl,
  http,
  register,
}: {
  appUrl: string;
  http: HttpClient;
  register: (appId: string, functions: unknown[]) => void;
}): Promise<string | undefined> {
  try {
    const answer = await http.send("PUT", new URL(appUrl), {
      headers: { [HEADER.syncKind]: "in_band", [HEADER.serverKind]: SERVER_KIND },
      body: JSON.stringify({ url: appUrl }),
      timeoutMs: SYNC_TIMEOUT_MS,
    });
    if (answer.status !== 200) return `status ${answer.status}: ${answer.text.slice(0, 500)}`;
    // An SDK that is told not to sync in band has by now registered itself with a request of its own.
    if (answer.header(HEADER.syncKind) !== "in_band") return undefined;
    const { app_id: appId, functions } = inBandSyncSchema.parse(JSON.parse(answer.text));
    register(appId, functions);
    return undefined;
  } catch (error) {
    if (error instanceof RegistrationRefused) return error.message;
    if (error instanceof z.ZodError) return z.prettifyError(error);
    if (error instanceof Error) return error.message || error.name;
    throw error;
  }
}
