import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { keepSynced } from "./app-sync";
import { inngestBackoff } from "./backoff";
import { createCrons } from "./crons";
import { createEvents } from "./events";
import { createExecutor } from "./executor";
import { createHttpApi } from "./http-api";
import { createHttpClient } from "./http-client";
import { type EngineLogger, SILENT } from "./logger";
import { createRegistry } from "./registry";
import { isFinished, type Outcome, type Run } from "./run";
import { createRunStore } from "./run-store";
import { createScheduler } from "./scheduler";
import { type Status, statusJson } from "./status-page";

const DEFAULT_PORT = 8288;
const DEFAULT_REQUEST_TIMEOUT_MS = 300_000;
const DEFAULT_MAX_RUNNING = 100;

export type EngineOptions = {
  /** 0 takes a free port. */
  port?: number;
  host?: string;
  /** The serve endpoints of the apps, for example http://localhost:3000/api/inngest. */
  appUrls: string[];
  logger?: EngineLogger;
  /** Milliseconds to wait after attempt number `attempt` (the first is 0) has failed. */
  backoff?: (attempt: number) => number;
  /** A call that takes longer is a failed attempt. */
  requestTimeoutMs?: number;
  /** How many calls may be in flight at a time, over all functions. */
  maxRunning?: number;
};

export type Engine = {
  url: string;
  /** Resolves when no run is left to do: none queued, running, asleep or waiting for a retry. */
  idle(): Promise<void>;
  /** Resolves when a function of this id ("app-function") is registered. */
  registered(functionId: string): Promise<void>;
  status(): Status;
  /** Drops everything: what is in flight is aborted, what is queued is forgotten. */
  stop(): Promise<void>;
};

/** Starts a server that stands in for Inngest's dev server. State is in memory only. */
export async function startEngine({
  port = DEFAULT_PORT,
  host = "127.0.0.1",
  appUrls,
  logger = SILENT,
  backoff = inngestBackoff,
  requestTimeoutMs = DEFAULT_REQUEST_TIMEOUT_MS,
  maxRunning = DEFAULT_MAX_RUNNING,
}: EngineOptions): Promise<Engine> {
  const http = createHttpClient();
  const registry = createRegistry();
  const runs = createRunStore();
  const watchers = createWatchers();
  const stopping = new AbortController();

  const isIdle = () => runs.unfinished() === 0 && scheduler.debouncing() === 0;
  const executor = createExecutor({
    registry,
    http,
    logger,
    backoff,
    requestTimeoutMs,
    maxRunning,
    finish,
  });
  const scheduler = createScheduler({
    runs,
    start: executor.start,
    finish,
    onDebounceEnded: watchers.notify,
    logger,
  });
  const events = createEvents({ registry, runs, scheduler, finish, logger });
  const crons = createCrons({ registry, schedule: scheduler.schedule });

  function finish(run: Run, outcome: Outcome) {
    if (isFinished(run) || stopping.signal.aborted) return;
    runs.finish(run, outcome);
    scheduler.release(run);
    events.announceEnd(run, outcome);
    watchers.notify();
  }

  function register(appId: string, functions: unknown[]) {
    const { modified } = registry.register(appId, functions);
    if (modified) {
      crons.update();
      logger.info({ appId, functions: registry.all().map(({ id }) => id) }, "app registered");
      watchers.notify();
    }
    return { modified };
  }

  const status = { registry, runs, queueCounts: executor.counts };
  const server = createHttpApi({ events, register, status, logger });
  server.listen(port, host);
  await once(server, "listening");
  const { port: actualPort } = server.address() as AddressInfo;
  const url = `http://${host.includes(":") ? `[${host}]` : host}:${actualPort}`;
  logger.info({ url, appUrls }, "embedded Inngest engine listens");

  const syncs = appUrls.map((appUrl) =>
    keepSynced({ appUrl, http, register, logger, signal: stopping.signal }),
  );

  return {
    url,
    idle: () => watchers.until(isIdle),
    registered: (functionId) => watchers.until(() => registry.get(functionId) !== undefined),
    status: () => statusJson(status),
    async stop() {
      stopping.abort();
      crons.stop();
      scheduler.stop();
      executor.stop();
      http.close();
      server.close();
      server.closeAllConnections();
      await Promise.all([...syncs, once(server, "close")]);
    },
  };
}

/** Promises that are kept once a condition holds; conditions are looked at when something changes. */
function createWatchers() {
  const waiting = new Set<{ isMet: () => boolean; resolve: () => void }>();
  return {
    notify() {
      for (const watcher of waiting) {
        if (!watcher.isMet()) continue;
        waiting.delete(watcher);
        watcher.resolve();
      }
    },
    until: (isMet: () => boolean) =>
      new Promise<void>((resolve) => {
        if (isMet()) resolve();
        else waiting.add({ isMet, resolve });
      }),
  };
}
