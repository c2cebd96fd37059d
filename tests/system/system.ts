import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { type Database, openDatabase } from "@/db/client";
import { databaseOptions } from "@/db/database";
import { type Engine, startEngine } from "@/inngest/engine/engine";
import {
  type FikenSandbox,
  type FikenSandboxOptions,
  startFikenSandbox,
} from "@/tests/sandbox/fiken/server";
import {
  type RackbeatSandbox,
  type RackbeatSandboxOptions,
  startRackbeatSandbox,
} from "@/tests/sandbox/rackbeat/server";
import { type AppProcess, ensureBuilt, startAppProcess } from "./app-process";
import { freePort } from "./free-port";
import { type Issuer, type IssuerUser, startIssuer } from "./issuer";

/** At the vendor, and listed. */
export const STAFF: IssuerUser = { email: "ida@vendor.example", password: "ida" };
/** Can log in at the vendor's login, and is not listed. */
export const STRANGER: IssuerUser = { email: "eve@vendor.example", password: "eve" };

export type SystemOptions = {
  /** Left out: free ports. */
  ports?: { app: number; rackbeat: number; fiken: number; engine: number; issuer: number };
  dataDir: string;
  /** Fills the app's database before the app opens it. */
  seed?: (db: Database) => Promise<void>;
  dev?: boolean;
  fiken?: FikenSandboxOptions;
  rackbeat?: RackbeatSandboxOptions;
  /** Waits between the engine's retries, in ms. */
  backoff?: (attempt: number) => number;
  env?: Record<string, string>;
  say?: (line: string) => void;
};

/** The app as its own process between a simulated Rackbeat, a simulated Fiken and the embedded engine. */
export type System = {
  appUrl: string;
  fiken: FikenSandbox;
  rackbeat: RackbeatSandbox;
  engine: Engine;
  /** The login of the vendor's staff. */
  issuer: Issuer;
  app: () => AppProcess;
  /** SIGKILL. The sandboxes and the engine live on. */
  killApp: () => Promise<void>;
  startApp: () => Promise<void>;
  stop: () => Promise<void>;
};

export async function startSystem(options: SystemOptions): Promise<System> {
  const { dataDir, dev = false } = options;
  if (!dev) await ensureBuilt(options.say);
  // The sandboxes forget everything at their end, so the app's books on them begin anew as well.
  rmSync(dataDir, { recursive: true, force: true });
  const ports = options.ports ?? {
    app: await freePort(),
    rackbeat: 0,
    fiken: 0,
    engine: 0,
    issuer: 0,
  };
  const appUrl = `http://localhost:${ports.app}`;
  const fiken = await startFikenSandbox({
    port: ports.fiken,
    redirectUris: [`${appUrl}/install/fiken/callback`],
    ...options.fiken,
  });
  const rackbeat = await startRackbeatSandbox({
    port: ports.rackbeat,
    appUrl,
    fikenUrl: fiken.url,
    ...options.rackbeat,
  });
  const engine = await startEngine({
    port: ports.engine,
    appUrls: [`${appUrl}/api/inngest`],
    ...(options.backoff ? { backoff: options.backoff } : {}),
  });
  const issuer = await startIssuer({
    port: ports.issuer,
    redirectUri: `${appUrl}/api/auth/callback/vendor`,
    users: [STAFF, STRANGER],
  });
  if (options.seed) await fill(dataDir, options.seed);
  const env = {
    APP_URL: appUrl,
    DATA_DIR: dataDir,
    RACKBEAT_URL: rackbeat.url,
    RACKBEAT_REQUESTS_PER_MINUTE: String(rackbeat.quirks.requestsPerMinute),
    FIKEN_API_URL: fiken.apiUrl,
    FIKEN_OAUTH_URL: fiken.oauthUrl,
    FIKEN_CLIENT_ID: fiken.settings.clientId,
    FIKEN_CLIENT_SECRET: fiken.settings.clientSecret,
    FIKEN_REQUESTS_PER_SECOND: String(fiken.settings.requestsPerSecond),
    ENCRYPTION_KEYS: randomBytes(32).toString("base64"),
    NEXTAUTH_SECRET: randomBytes(32).toString("base64"),
    NEXTAUTH_URL: appUrl,
    VENDOR_OIDC_ISSUER: issuer.url,
    VENDOR_OIDC_CLIENT_ID: issuer.clientId,
    VENDOR_OIDC_CLIENT_SECRET: issuer.clientSecret,
    VENDOR_EMAILS: STAFF.email,
    INNGEST_DEV: engine.url,
    LOG_LEVEL: "warn",
    ...options.env,
  };
  const start = () => startAppProcess({ port: ports.app, env, dev });
  const stopSurroundings = () =>
    Promise.all([engine.stop(), rackbeat.close(), fiken.close(), issuer.close()]);
  let app = await start().catch(async (error: unknown) => {
    await stopSurroundings();
    throw error;
  });
  return {
    appUrl,
    fiken,
    rackbeat,
    engine,
    issuer,
    app: () => app,
    killApp: () => app.kill(),
    startApp: async () => {
      app = await start();
    },
    stop: async () => {
      // First, or it would go on asking the app for work.
      await engine.stop();
      await app.stop();
      await stopSurroundings();
    },
  };
}

async function fill(dataDir: string, seed: (db: Database) => Promise<void>): Promise<void> {
  const options = { DATABASE_URL: undefined, DATABASE_DRIVER: undefined, DATA_DIR: dataDir };
  const { db, close } = await openDatabase(databaseOptions(options));
  await seed(db).finally(close);
}
