import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { type Database, type OpenedDatabase, openDatabase } from "@/db/client";
import { databaseOptions } from "@/db/database";
import { openContext } from "@/tests/e2e/browser-context";
import { signIn } from "@/tests/e2e/staff-sign-in";
import { findBrowser } from "@/tests/support/browser";
import { type AppProcess, startAppProcess } from "@/tests/system/app-process";
import { freePort } from "@/tests/system/free-port";
import { startIssuer } from "@/tests/system/issuer";
import { STAFF } from "@/tests/system/system";

/** The built app on a PGlite of its own, and one of the vendor's people signed in to it. */
export type VendorSite = {
  /** Asks for an address of the dashboard; its text, and the milliseconds until all of it was there. */
  get: (path: string) => Promise<{ text: string; tookMs: number }>;
  stop: () => Promise<void>;
};

/** Empties the folder, lets `seed` fill its database, and hands it to an app. */
export async function startVendorSite(
  dataDir: string,
  seed: (db: Database) => Promise<void>,
): Promise<VendorSite> {
  rmSync(dataDir, { recursive: true, force: true });
  const { db, close } = await openDataDir(dataDir);
  await seed(db).finally(close);
  return openVendorSite(dataDir);
}

/** The folder's database, while no app has it. */
export function openDataDir(dataDir: string): Promise<OpenedDatabase> {
  const options = { DATABASE_URL: undefined, DATABASE_DRIVER: undefined, DATA_DIR: dataDir };
  return openDatabase(databaseOptions(options));
}

/** No provider and no engine: nothing but somebody's looking moves these books. */
async function openVendorSite(dataDir: string): Promise<VendorSite> {
  const port = await freePort();
  const appUrl = `http://localhost:${port}`;
  const redirectUri = `${appUrl}/api/auth/callback/vendor`;
  const issuer = await startIssuer({ redirectUri, users: [STAFF] });
  const secret = () => randomBytes(32).toString("base64");
  const env = {
    ...{ APP_URL: appUrl, NEXTAUTH_URL: appUrl, DATA_DIR: dataDir, LOG_LEVEL: "warn" },
    ...{ FIKEN_CLIENT_ID: "none", FIKEN_CLIENT_SECRET: "none" },
    ...{ ENCRYPTION_KEYS: secret(), NEXTAUTH_SECRET: secret(), INNGEST_DEV: appUrl },
    VENDOR_OIDC_ISSUER: issuer.url,
    VENDOR_OIDC_CLIENT_ID: issuer.clientId,
    VENDOR_OIDC_CLIENT_SECRET: issuer.clientSecret,
    VENDOR_EMAILS: STAFF.email,
  };
  let app: AppProcess | undefined;
  const stop = async () => {
    await app?.stop();
    await issuer.close();
  };
  try {
    app = await startAppProcess({ port, env });
    const cookie = await staffCookie(appUrl);
    return { get: (path) => timedGet(`${appUrl}${path}`, cookie), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** As a browser has it after the sign-in. */
async function staffCookie(appUrl: string): Promise<string> {
  const { context, close } = await openContext(await findBrowser(), { cookies: "allowed" });
  try {
    const page = await context.newPage();
    await signIn(page, appUrl, STAFF);
    await page.getByRole("button", { name: "Logg ut" }).waitFor();
    const cookies = await context.cookies(`${appUrl}/vendor`);
    return cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  } finally {
    await close();
  }
}

async function timedGet(url: string, cookie: string) {
  const begunAt = performance.now();
  const answer = await fetch(url, { headers: { cookie }, redirect: "manual" });
  const text = await answer.text();
  const tookMs = performance.now() - begunAt;
  if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}`);
  return { text, tookMs };
}
