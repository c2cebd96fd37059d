import { afterAll, beforeEach, expect, test, vi } from "vitest";
import type { Database } from "@/db/client";
import { listChartAccounts } from "@/db/queries/chart-accounts";
import { findActiveConnection } from "@/db/queries/connections";
import { findCurrentGrant, getGrant } from "@/db/queries/grants";
import { upsertInstallation } from "@/db/queries/installations";
import {
  getTransferSettings,
  markLive,
  saveTransferSettings,
} from "@/db/queries/transfer-settings";
import { AppError } from "@/lib/errors/app-error";
import { FJORDLYS, NORDRE_LYS, TESTMARKA } from "@/tests/sandbox/fiken/seed";
import { freshDatabase } from "@/tests/support/database";
import { listInvoiceAccounts } from "./bank-accounts";
import { refreshChart } from "./chart";
import { chooseCompany, listChoosableCompanies } from "./companies";
import { saveGrant } from "./grants";
import { openFikenCompany } from "./open-fiken-company";
import { openFikenOAuth } from "./open-lane";
import { disconnect, moveConnectionToGrant } from "./reconnect";

/** Before anything reads the environment. */
const sandbox = await vi.hoisted(async () => {
  const { startFikenSandbox } = await import("@/tests/sandbox/fiken/server");
  const started = await startFikenSandbox({ requestsPerSecond: 1000 });
  vi.stubEnv("LOG_LEVEL", "silent");
  vi.stubEnv("FIKEN_API_URL", started.apiUrl);
  vi.stubEnv("FIKEN_OAUTH_URL", started.oauthUrl);
  vi.stubEnv("FIKEN_CLIENT_ID", started.settings.clientId);
  vi.stubEnv("FIKEN_CLIENT_SECRET", started.settings.clientSecret);
  vi.stubEnv("FIKEN_REQUESTS_PER_SECOND", "1000");
  return started;
});

const redirectUri = "http://localhost:3000/install/fiken/callback";
const now = new Date("2026-03-02T10:00:00Z");
let db: Database;
let installationId: string;

afterAll(() => sandbox.close());

beforeEach(async () => {
  sandbox.reset();
  db = await freshDatabase();
  const installation = await upsertInstallation(db, {
    agreementId: "4711",
    companyName: "Fjordlys Interiør AS",
    appSlug: "fiken",
    rackbeatToken: "sealed",
    settingsSecretHash: "a",
    webhookSecretHash: "b",
    webhookSecret: "sealed",
    installedAt: now,
  });
  installationId = installation.id;
});

async function login(companies?: string[]) {
  const consent = { redirectUri, state: "s", ...(companies && { companies }) };
  const code = new URL(sandbox.authorize(consent)).searchParams.get("code") ?? "";
  const tokens = await openFikenOAuth().exchangeCode({ code, state: "s", redirectUri });
  return saveGrant(db, { installationId, tokens, now: new Date() });
}

async function problemOf(call: Promise<unknown>) {
  return call.then(
    () => expect.unreachable("the call succeeded"),
    (error: unknown) => (error instanceof AppError ? error.problem : error),
  );
}

test("tokens rest sealed", async () => {
  const { accessToken, refreshToken } = await login();

  expect(accessToken).toMatch(/^v1\./);
  expect(refreshToken).toMatch(/^v1\./);
});

test("without a login there is nothing to choose from and nothing to write to", async () => {
  const notConnected = { code: "fiken.not_connected", details: {} };

  expect(await problemOf(listChoosableCompanies(db, { installationId }))).toEqual(notConnected);
  expect(await problemOf(openFikenCompany(db, { installationId }))).toEqual(notConnected);
  expect(await problemOf(refreshChart(db, { installationId, now }))).toEqual(notConnected);
});

test("the companies of the login are listed by name, with what keeps each from being chosen", async () => {
  await login([TESTMARKA, FJORDLYS]);
  await chooseCompany(db, { installationId, companySlug: FJORDLYS, now });

  expect(await listChoosableCompanies(db, { installationId })).toMatchObject([
    { slug: FJORDLYS, obstacle: null, connected: true },
    { slug: TESTMARKA, obstacle: "no_api_access", connected: false },
  ]);
});

test("which company ends being live is told before it is chosen, and while disconnected too", async () => {
  await login([FJORDLYS, NORDRE_LYS]);
  await chooseCompany(db, { installationId, companySlug: FJORDLYS, now });
  const ending = async () =>
    (await listChoosableCompanies(db, { installationId })).flatMap(({ slug, endsLive }) =>
      endsLive ? [slug] : [],
    );
  expect(await ending()).toEqual([]);
  await markLive(db, { installationId, at: now });
  expect(await ending()).toEqual([NORDRE_LYS]);
  await disconnect(db, { installationId });
  expect(await ending()).toEqual([NORDRE_LYS]);
  await chooseCompany(db, { installationId, companySlug: NORDRE_LYS, now });
  expect(await ending()).toEqual([]);
});

test("a chosen company is the active one, with its chart of accounts", async () => {
  await login();
  const { id: connectionId } = await chooseCompany(db, {
    installationId,
    companySlug: FJORDLYS,
    now,
  });

  expect(await findActiveConnection(db, { installationId })).toMatchObject({
    companySlug: FJORDLYS,
    companyName: "Fjordlys Interiør AS",
    organizationNumber: "917423105",
    vatType: "bi-monthly",
  });
  const codes = (await listChartAccounts(db, { installationId, connectionId })).map(
    ({ code }) => code,
  );
  expect(codes).toEqual(expect.arrayContaining(["1400", "3000", "4300", "7740"]));
  expect(codes.filter((code) => code.includes(":"))).toEqual([]);
});

test("another choice replaces the first, and the first again is the same connection", async () => {
  await login();
  const choose = (companySlug: string) => chooseCompany(db, { installationId, companySlug, now });
  const first = await choose(FJORDLYS);
  await choose(NORDRE_LYS);

  expect((await choose(FJORDLYS)).id).toBe(first.id);
});

test("what can be paid to are the company's ordinary accounts, and a choice among them goes with the company", async () => {
  await login();
  const chosen = async () => (await getTransferSettings(db, { installationId })).invoiceBankAccount;
  const choose = (companySlug: string) => chooseCompany(db, { installationId, companySlug, now });
  await choose(FJORDLYS);
  expect(await listInvoiceAccounts(db, { installationId })).toEqual([
    { number: "15034471204", name: "Driftskonto" },
    { number: "97101144333", name: "Sparekonto" },
  ]);

  await saveTransferSettings(db, { installationId, invoiceBankAccount: "97101144333" });
  await choose(FJORDLYS);
  expect(await chosen()).toBe("97101144333");
  await choose(NORDRE_LYS);
  expect(await chosen()).toBeNull();
});

test.each([
  { why: "lacks the API module", slug: TESTMARKA, code: "fiken.api_module_missing" },
  { why: "is not ticked for the app", slug: NORDRE_LYS, code: "connection.company_unusable" },
])("a company that $why is not chosen, and nothing changes", async ({ slug, code }) => {
  await login([FJORDLYS, TESTMARKA]);
  await chooseCompany(db, { installationId, companySlug: FJORDLYS, now });

  expect(
    await problemOf(chooseCompany(db, { installationId, companySlug: slug, now })),
  ).toMatchObject({ code });
  expect((await findActiveConnection(db, { installationId }))?.companySlug).toBe(FJORDLYS);
});

test("a chart is read anew", async () => {
  await login();
  await chooseCompany(db, { installationId, companySlug: FJORDLYS, now });

  const accounts = await refreshChart(db, { installationId, now });

  expect(accounts.length).toBeGreaterThan(50);
});

test("disconnecting keeps the row, so that choosing again finds it", async () => {
  await login();
  const before = await chooseCompany(db, { installationId, companySlug: FJORDLYS, now });
  await disconnect(db, { installationId });
  await disconnect(db, { installationId });

  expect(await findActiveConnection(db, { installationId })).toBeNull();
  const again = await chooseCompany(db, { installationId, companySlug: FJORDLYS, now });
  expect(again.id).toBe(before.id);
});

test("a new login takes over the connected company", async () => {
  const old = await login();
  await chooseCompany(db, { installationId, companySlug: FJORDLYS, now });
  const { id: grantId } = await login();

  await moveConnectionToGrant(db, { installationId, grantId });

  expect((await findActiveConnection(db, { installationId }))?.grantId).toBe(grantId);
  expect((await getGrant(db, { installationId, grantId: old.id })).status).toBe("revoked");
});

test("a new login that does not reach the connected company leaves the old one in place", async () => {
  const old = await login();
  await chooseCompany(db, { installationId, companySlug: FJORDLYS, now });
  const { id: grantId } = await login([NORDRE_LYS]);

  expect(await problemOf(moveConnectionToGrant(db, { installationId, grantId }))).toMatchObject({
    code: "connection.company_unusable",
  });
  expect((await findActiveConnection(db, { installationId }))?.grantId).toBe(old.id);
});

test("a login withdrawn in Fiken is found out by the next request, and remembered", async () => {
  await login();
  await chooseCompany(db, { installationId, companySlug: FJORDLYS, now });
  sandbox.revokeGrant();
  const fiken = await openFikenCompany(db, { installationId });

  expect(await problemOf(fiken.listSales(0))).toMatchObject({ code: "fiken.grant_revoked" });
  expect(await findCurrentGrant(db, { installationId })).toBeNull();
});
