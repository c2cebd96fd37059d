import { randomUUID } from "node:crypto";
import { readdirSync } from "node:fs";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import type { Database } from "@/db/client";
import { getDatabase } from "@/db/database";
import { replaceChartAccounts } from "@/db/queries/chart-accounts";
import { getInstallation, markUninstalled } from "@/db/queries/installations";
import { replaceProductGroups } from "@/db/queries/product-groups";
import { requestTransfer } from "@/db/queries/transfers";
import { bindings } from "@/db/schema/bindings";
import { connections } from "@/db/schema/connections";
import { type ImportChoices, importRows, imports } from "@/db/schema/imports";
import type { Installation } from "@/db/schema/installations";
import { installations } from "@/db/schema/installations";
import { mappingChanges } from "@/db/schema/mapping-changes";
import { postings } from "@/db/schema/postings";
import { type TransferState, transfers } from "@/db/schema/transfers";
import { issueSession, SESSION_SECONDS } from "@/lib/auth/session";
import { causeKey, type Problem, type ProblemCode } from "@/lib/errors/catalog";
import { requestReconciliation } from "@/lib/reconciliation/reconciliation";
import { saveMapping } from "@/lib/transfer/settings/save-mapping";
import { createContact } from "@/tests/sandbox/fiken/contacts";
import { contactRequest } from "@/tests/sandbox/fiken/request-schemas";
import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import { freshDatabase } from "@/tests/support/database";
import { aLiveInstallation } from "@/tests/support/live-installation";
import { fiken, rackbeat } from "@/tests/support/providers";
import { anInstallation } from "@/tests/support/rows";
import { aVoucher } from "@/tests/support/vouchers";

vi.mock("@/db/database", () => ({ getDatabase: vi.fn() }));
vi.mock("@/inngest/wake", () => ({
  ...{ wakeDrain: vi.fn(), wakeSweep: vi.fn(), wakeUpkeep: vi.fn(), wakeReconciliation: vi.fn() },
  wakeImport: vi.fn(),
}));

const HERE = "app/api/embedded";
const NUMBER = 70_771;
const ORGANIZATION = "987654325";
const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

type Route = (
  request: Request,
  context: { params: Promise<Record<string, string>> },
) => Promise<Response>;
type Known = {
  /** What makes sense to the route, so that it is the border that stops a stranger, and not the shape. */
  body?: unknown;
  /** Named by what only its owner may see or do: anybody else is told that it is not there, or that nothing was done. */
  stranger?: 404 | Record<string, unknown>;
  /** Its owner's answer shows something of the owner's: proof that the stranger's could have. */
  shows?: true;
  /** What its owner is told where things do not stand so that it can be done: past the border, and not 200. */
  owner?: ProblemCode;
  /** How the owner's transfer has to stand for it. */
  state?: TransferState;
};

const MAPPING = { zones: { eu: "export" }, cells: [] };
const SETTINGS = {
  ...{ salesInvoiceMode: "draft", invoiceIssuer: "rackbeat" },
  ...{ attachPdf: true, startDate: "2026-01-01" },
};

const CHOICES: ImportChoices = {
  ...{ kinds: ["customer"], includeInactive: false, openingStock: null },
  customer: { group: 1, paymentTerms: 1, layout: null, vatZone: "domestic" },
  ...{ supplier: null, product: null, paymentTermsByDays: {}, groupByAccount: {} },
};
const IMPORT_ROW = randomUUID();
const ROW_TARGET = { rowIds: [IMPORT_ROW] };

/** Every route that there is. A new one stands here with what a stranger gets of it, or the first test fails. */
const KNOWN: Record<string, Known> = {
  "GET activity": {},
  "GET bank-accounts": {},
  "POST chart": {},
  "GET companies": {},
  "PUT company": { body: { companySlug: FJORDLYS } },
  // Takes its session from a form; that it begins nothing without one has a test in borders.test.ts.
  "POST connect": {},
  "DELETE connection": {},
  "PUT digest": { body: { address: "bokholder@example.com" } },
  "POST go-live": {},
  "GET hand-over": { shows: true },
  "GET import": { shows: true },
  "POST import/basics": { body: { basics: [{ kind: "unit", name: "stk" }] } },
  "POST import/close": { owner: "import.not_now" },
  "POST import/continue": {},
  "GET import/csv": { shows: true },
  "GET import/form": {},
  "POST import/pause": { owner: "import.not_now" },
  "POST import/plan": { body: { choices: CHOICES } },
  "POST import/resume": { owner: "import.not_now" },
  "POST import/retry": { body: {}, owner: "import.not_now" },
  "GET import/rows": { shows: true },
  "PUT import/rows": { body: { target: ROW_TARGET, choice: "skip" } },
  "POST import/start": {},
  "POST import/undo": { body: ROW_TARGET, owner: "import.not_now" },
  "PUT locale": { body: { locale: "en" } },
  "GET mappings": { shows: true },
  "PUT mappings": { body: MAPPING },
  "GET mappings/recent": {},
  "GET mappings/history": { shows: true },
  "POST mappings/history/[changeId]/undo": { stranger: 404 },
  "POST pause": {},
  "GET preferences": { shows: true },
  "GET preview": {},
  "GET reconciliations": { shows: true },
  "POST reconciliations": { body: { from: "2026-01-01", to: "2026-01-31" } },
  "GET reconciliations/[reconciliationId]/csv": { stranger: 404 },
  "POST resume": {},
  "POST session": {},
  "GET set-up": { shows: true },
  "PUT set-up": { body: { step: "import", isPassed: true } },
  "PUT settings": { body: SETTINGS },
  "GET status": {},
  "POST tasks/release": {
    body: { causeKey: "fiken.api_module_missing" },
    stranger: { released: 0 },
  },
  "GET transfers": { shows: true },
  "GET transfers/[transferId]": { stranger: 404, shows: true },
  "GET transfers/[transferId]/contact": { stranger: { choice: null } },
  "POST transfers/[transferId]/contact": { body: { fikenId: "new" }, stranger: { chosen: false } },
  "POST transfers/[transferId]/keep": { stranger: { kept: false } },
  "GET transfers/[transferId]/ledger": { stranger: { ledger: null } },
  "GET transfers/[transferId]/product": { stranger: { choice: null } },
  "POST transfers/[transferId]/product": { body: { fikenId: 1 }, stranger: { chosen: false } },
  "GET transfers/[transferId]/replay": { stranger: 404 },
  "POST transfers/[transferId]/repost": { stranger: { asked: false } },
  "POST transfers/[transferId]/retry": { stranger: { requeued: false } },
  "GET transfers/[transferId]/sides": { stranger: 404 },
  "POST transfers/[transferId]/skip": {
    body: { reason: "Ført for hånd" },
    stranger: { skipped: false },
  },
  "DELETE transfers/[transferId]/skip": { stranger: { takenBack: false }, state: "skipped" },
  "GET transfers/[transferId]/support": { stranger: 404, shows: true },
  "GET watch": {},
};

const found = await everyRoute();
const guarded = [...found].filter(([name]) => name !== "POST connect");

let db: Database;
beforeEach(async () => {
  db = await freshDatabase();
  vi.mocked(getDatabase).mockResolvedValue(db);
});
afterEach(() => {
  vi.useRealTimers();
});

test("every route is known here", () => {
  expect([...found.keys()].toSorted()).toEqual(Object.keys(KNOWN).toSorted());
});

test.each(guarded)("%s is refused without a session", async (name, route) => {
  for (const token of [null, "made.up.token"]) {
    expect((await call(name, route, { token })).status).toBe(401);
  }
});

test.each(guarded)("%s is refused once the session has expired", async (name, route) => {
  const installation = await anInstallation(db);
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() - (SESSION_SECONDS + 60) * 1000 });
  const { token } = await issueSession(installation);
  vi.useRealTimers();
  expect((await call(name, route, { token })).status).toBe(401);
});

test.each(guarded)("%s is refused once the settings secret was rotated", async (name, route) => {
  const { token } = await issueSession(await anInstallation(db));
  await db.update(installations).set({ settingsSecretHash: "hash-of-a-new-secret" });
  expect((await call(name, route, { token })).status).toBe(401);
});

test.each(guarded)("%s is refused after uninstall", async (name, route) => {
  const installation = await anInstallation(db);
  const { token } = await issueSession(installation);
  await markUninstalled(db, { installationId: installation.id, at: new Date() });
  expect((await call(name, route, { token })).status).toBe(401);
});

test.each(guarded)(
  "%s shows a stranger nothing of the owner's, and changes nothing",
  async (name, route) => {
    const owner = await anOwner(KNOWN[name]?.state);
    const { token: strange } = await issueSession(await anInstallation(db));
    const before = await rowsOf(owner.installation);
    const answer = await call(name, route, { token: strange, params: owner.params });
    const text = await answer.text();

    const { stranger, shows, owner: told } = KNOWN[name] ?? {};
    expect(answer.status, "the body makes sense").not.toBe(400);
    if (name.includes("[")) expect(stranger, "what a stranger gets").toBeDefined();
    if (typeof stranger === "number") expect(answer.status).toBe(stranger);
    if (typeof stranger === "object") expect(JSON.parse(text)).toEqual(stranger);
    expect(text).not.toMatch(owner.marks);
    expect(await rowsOf(owner.installation)).toEqual(before);

    // The very same request with the owner's session: what stopped the stranger was the border, and nothing else.
    const { token: own } = await issueSession(owner.installation);
    const shown = await call(name, route, { token: own, params: owner.params });
    const said = await shown.text();
    expect(shown.status, said).toBe(told ? 409 : 200);
    if (told) expect(said).toContain(told);
    if (typeof stranger === "object") expect(JSON.parse(said)).not.toEqual(stranger);
    if (shows) expect(said).toMatch(owner.marks);
  },
);

/** Every method of every file named `route.ts`, by what it is called and where. */
async function everyRoute(): Promise<Map<string, Route>> {
  const paths = readdirSync(HERE, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith("/route.ts"))
    .map((path) => path.slice(0, -"/route.ts".length))
    .toSorted();
  const routes = new Map<string, Route>();
  for (const path of paths) {
    const module: Partial<Record<string, Route>> = await import(
      /* @vite-ignore */ `@/${HERE}/${path}/route`
    );
    for (const method of METHODS) {
      const route = module[method];
      if (route) routes.set(`${method} ${path}`, route);
    }
  }
  return routes;
}

type Call = { token: string | null; params?: Record<string, string> };

function call(name: string, route: Route, { token, params = {} }: Call): Promise<Response> {
  const [method = "GET"] = name.split(" ");
  const { body } = KNOWN[name] ?? {};
  const named = [...name.matchAll(/\[(\w+)\]/g)].map(([, param = ""]) => param);
  const request = new Request("http://app.test/api/embedded/x", {
    method,
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      // A cookie signs nobody in.
      cookie: `next-auth.session-token=${token}`,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const values = named.map((param) => [param, params[param] ?? randomUUID()]);
  return route(request, { params: Promise.resolve(Object.fromEntries(values)) });
}

/** An installation at work between the two sandboxes, with something of everything that could be seen or changed. */
async function anOwner(state: TransferState = "held") {
  const { installationId, agreementId, connection } = await aLiveInstallation(db);
  const connectionId = connection.id;
  const installation = await getInstallation(db, installationId);
  await db.update(connections).set({ companyName: "Eierens Handel AS" });
  const now = new Date();
  const transferId = await aTransfer({ installationId, connectionId, agreementId }, state);
  const accounts = [
    { code: "3000", name: "Salgsinntekt" },
    { code: "3077", name: "Eierens salg" },
  ];
  await replaceChartAccounts(db, { installationId, connectionId, seenAt: now, accounts });
  const rates = { vatDomestic: "25", vatEu: "0", vatAbroad: "0", vatDomesticExempt: "0" };
  const groups = [{ number: 1, name: "Eierens varer", hasInventory: true, ...rates }];
  await replaceProductGroups(db, { installationId, seenAt: now, groups });
  const cells = [{ productGroup: 1, treatment: "high" as const, account: "3077" }];
  const change = { zones: {}, cells, domesticZeros: [] };
  await saveMapping(db, { installationId, origin: "settings_page", change });
  const period = { periodFrom: "2026-01-01", periodTo: "2026-01-31" };
  const run = await requestReconciliation(db, { installationId, ...period });
  const [planned] = await db
    .insert(imports)
    .values({
      ...{ installationId, connectionId, status: "planned", choices: CHOICES, plannedAt: now },
      cursor: { stage: "planned", at: null },
    })
    .returning();
  await db.insert(importRows).values({
    ...{ id: IMPORT_ROW, installationId, importId: planned?.id ?? "", kind: "customer" },
    ...{ fikenId: 1, position: 1, name: "Eierens kunde", action: "create", proposed: "create" },
  });
  const [changed] = await db.select({ id: mappingChanges.id }).from(mappingChanges).limit(1);
  return {
    installation,
    params: { transferId, reconciliationId: run.id, changeId: String(changed?.id) },
    marks: new RegExp(
      `eierens|${NUMBER}|3077|${transferId}|${run.id}|${planned?.id}|${installationId}`,
      "i",
    ),
  };
}

type Owned = { installationId: string; connectionId: string; agreementId: number };

/** A document that was sent, and about which there is everything to decide that there can be. */
async function aTransfer(
  { installationId, connectionId, agreementId }: Owned,
  state: TransferState,
): Promise<string> {
  if (!rackbeat.world.agreement(agreementId).customerInvoices.find(NUMBER)) {
    rackbeat.bookCustomerInvoice(agreementId, {
      ...{ number: NUMBER, customerNumber: 10_001 },
      lines: [{ itemNumber: "LYS-100", quantity: 1 }],
    });
  }
  const customer = rackbeat.createCustomer(agreementId, {
    ...{ name: "Eierens Kunde", vat_zone: "domestic", payment_terms_id: 1, customer_group_id: 1 },
    ...{ address_country: "Norge", company_vat: ORGANIZATION },
  });
  const contact = contactRequest.parse({
    ...{ name: "Eierens Kunde", customer: true, organizationNumber: ORGANIZATION },
  });
  const { contactId } = createContact(fiken.world.books(FJORDLYS), contact);
  const key = { installationId, connectionId, kind: "customer_invoice" } as const;
  const now = new Date();
  const { id: transferId } = await requestTransfer(db, {
    ...{ ...key, rackbeatKey: String(NUMBER), now },
  });
  const role = "customer" as const;
  const number = String(customer.number);
  const problems: Problem[] = [
    { code: "fiken.api_module_missing", details: { company: "Eierens Handel AS" } },
    { code: "document.unbooked_after_transfer", details: { number: String(NUMBER) } },
    { code: "item.several_matches", details: { number: "LYS-100", count: 2, candidates: "1, 2" } },
    {
      code: "contact.several_matches",
      details: { by: "organizationNumber", value: ORGANIZATION, count: 2, role, number },
    },
  ];
  const causes = problems.map(causeKey);
  await db.update(transfers).set({ state, problems, causes, partyName: "Eierens Kunde" });
  await db.insert(postings).values({
    ...{ ...key, transferId, key: String(NUMBER), state: "accepted", fikenId: "1", intentAt: now },
    request: { form: "sale", voucher: aVoucher({ customerNumber: "10001" }) },
  });
  const pair = { ...key, kind: role, rackbeatKey: "10001", fikenId: contactId };
  await db.insert(bindings).values(pair);
  return transferId;
}

/** All that the database holds of an installation, table by table. */
async function rowsOf({ id }: Installation): Promise<Record<string, unknown[]>> {
  const tables = rowsIn(
    await db.execute(
      sql`select table_name as name from information_schema.columns
          where table_schema = 'public' and column_name = 'installation_id' order by 1`,
    ),
    z.object({ name: z.string() }),
  );
  const rows: Record<string, unknown[]> = {};
  for (const { name } of tables) {
    const query = sql`select * from ${sql.identifier(name)} where installation_id = ${id} order by 1, 2`;
    rows[name] = rowsIn(await db.execute(query), z.unknown());
  }
  const own = await db.execute(sql`select * from installations where id = ${id}`);
  return { ...rows, installations: rowsIn(own, z.unknown()) };
}

/** What a driver answers has `rows`, whichever driver it is. */
function rowsIn<T>(answer: unknown, schema: z.ZodType<T>): T[] {
  return z.object({ rows: z.array(schema) }).parse(answer).rows;
}
