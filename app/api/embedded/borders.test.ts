import { randomUUID } from "node:crypto";
import { beforeEach, expect, test, vi } from "vitest";
import type { Database } from "@/db/client";
import { getDatabase } from "@/db/database";
import { replaceChartAccounts } from "@/db/queries/chart-accounts";
import { listAccountMappings } from "@/db/queries/mappings";
import { replaceProductGroups } from "@/db/queries/product-groups";
import { requestTransfer } from "@/db/queries/transfers";
import { wakeSweep } from "@/inngest/wake";
import { issueSession } from "@/lib/auth/session";
import { freshDatabase } from "@/tests/support/database";
import { aConnection, anInstallation } from "@/tests/support/rows";
import { GET as getActivity } from "./activity/route";
import { POST as postConnect } from "./connect/route";
import { POST as postGoLive } from "./go-live/route";
import { POST as postUndo } from "./mappings/history/[changeId]/undo/route";
import { GET as getHistory } from "./mappings/history/route";
import { GET as getMappings, PUT as putMappings } from "./mappings/route";
import { GET as getSetUp } from "./set-up/route";
import { PUT as putSettings } from "./settings/route";
import { GET as getStatus } from "./status/route";
import { POST as postKeep } from "./transfers/[transferId]/keep/route";
import { POST as postProduct } from "./transfers/[transferId]/product/route";
import { GET as getReplay } from "./transfers/[transferId]/replay/route";
import { POST as postRepost } from "./transfers/[transferId]/repost/route";
import { POST as postRetry } from "./transfers/[transferId]/retry/route";
import { GET as getTransfer } from "./transfers/[transferId]/route";
import { GET as getSides } from "./transfers/[transferId]/sides/route";
import { DELETE as deleteSkip, POST as postSkip } from "./transfers/[transferId]/skip/route";
import { GET as getSupport } from "./transfers/[transferId]/support/route";
import { GET as getTransfers } from "./transfers/route";

vi.mock("@/db/database", () => ({ getDatabase: vi.fn() }));
vi.mock("@/inngest/wake", () => ({
  wakeDrain: vi.fn(),
  wakeImport: vi.fn(),
  wakeSweep: vi.fn(),
  wakeUpkeep: vi.fn(),
}));

type Route = (
  request: Request,
  context: { params: Promise<{ transferId: string; changeId: string }> },
) => Promise<Response>;

let db: Database;
beforeEach(async () => {
  db = await freshDatabase();
  vi.mocked(getDatabase).mockResolvedValue(db);
  vi.mocked(wakeSweep).mockClear();
});

function call(route: Route, token: string | null, options: { body?: unknown; id?: string } = {}) {
  const { body, id = randomUUID() } = options;
  const request = new Request("http://app.test/api/embedded/x", {
    method: body === undefined ? "GET" : "PUT",
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      // A cookie signs nobody in.
      cookie: `next-auth.session-token=${token}`,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return route(request, { params: Promise.resolve({ transferId: id, changeId: id }) });
}

test("Fiken's login is not begun without a session", async () => {
  const body = new FormData();
  body.set("session", "made.up.token");
  const request = new Request("http://app.test/connect", { method: "POST", body });
  const response = await postConnect(request);
  expect(response.status).toBe(303);
  expect(response.headers.get("location")).toMatch(/^\/install\/problem\?code=session\.expired/);
});

test("an installation's transfers are shown and retried by itself alone", async () => {
  const owner = await anInstallation(db);
  const { id: connectionId } = await aConnection(db, { installationId: owner.id });
  const transfer = await requestTransfer(db, {
    installationId: owner.id,
    connectionId,
    kind: "customer_invoice",
    rackbeatKey: "10234",
    now: new Date(),
  });
  const { token: own } = await issueSession(owner);
  const { token: strange } = await issueSession(await anInstallation(db));

  expect((await call(getTransfer, own, { id: transfer.id })).status).toBe(200);
  expect(await (await call(getTransfers, own)).json()).toMatchObject({
    transfers: [{ number: "10234", state: "pending" }],
  });
  const standing = { headline: "notLive", counts: { pending: 1 } };
  expect(await (await call(getStatus, own)).json()).toMatchObject(standing);
  expect(await (await call(getActivity, own)).json()).toMatchObject({ totals: { pending: 1 } });
  expect((await call(getTransfer, strange, { id: transfer.id })).status).toBe(404);
  expect(await (await call(getTransfers, strange)).json()).toMatchObject({ transfers: [] });
  expect((await (await call(getStatus, strange)).json()).counts).toEqual({});
  expect((await (await call(getActivity, strange)).json()).totals).toEqual({});
  expect(await (await call(postRetry, strange, { id: transfer.id })).json()).toEqual({
    requeued: false,
  });
  expect(await (await call(postKeep, strange, { id: transfer.id })).json()).toEqual({
    kept: false,
  });
  expect(await (await call(postRepost, strange, { id: transfer.id })).json()).toEqual({
    asked: false,
  });
  const body = { reason: "Ført for hånd" };
  const skipped = await call(postSkip, strange, { id: transfer.id, body });
  expect(await skipped.json()).toEqual({ skipped: false });
  expect(await (await call(deleteSkip, strange, { id: transfer.id })).json()).toEqual({
    takenBack: false,
  });
  for (const get of [getReplay, getSides, getSupport]) {
    expect((await call(get, strange, { id: transfer.id })).status).toBe(404);
  }
  expect((await call(getSupport, own, { id: transfer.id })).status).toBe(200);
});

test.each(["not-an-id", "' or 1=1"])("a transfer called %j is not found", async (id) => {
  const { token } = await issueSession(await anInstallation(db));
  expect((await call(getTransfer, token, { id })).status).toBe(404);
  for (const route of [getReplay, getSides, getSupport, deleteSkip, postSkip]) {
    expect((await call(route, token, { id })).status).toBe(404);
  }
  for (const post of [postRetry, postKeep, postRepost, postProduct]) {
    expect((await call(post, token, { id })).status).toBe(404);
  }
});

test("proposals are taken over by saving, and an account that Fiken would refuse is not", async () => {
  const installation = await anInstallation(db);
  const installationId = installation.id;
  const { id: connectionId } = await aConnection(db, { installationId });
  const seenAt = new Date();
  await replaceChartAccounts(db, {
    installationId,
    connectionId,
    seenAt,
    accounts: [
      { code: "3000", name: "Salgsinntekt, avgiftspliktig" },
      { code: "3100", name: "Salgsinntekt, avgiftsfri" },
    ],
  });
  const rates = { vatDomestic: "25", vatEu: "0", vatAbroad: "0", vatDomesticExempt: "0" };
  await replaceProductGroups(db, {
    installationId,
    seenAt,
    groups: [{ number: 1, name: "Maskiner", hasInventory: true, ...rates }],
  });
  const { token } = await issueSession(installation);
  const setUp = async () => (await call(getSetUp, token)).json();
  expect(await setUp()).toMatchObject({ unmappedCells: 2, gaps: ["mode", "mapping"] });

  const cell = { treatment: "high", account: "3000" };
  const body = {
    zones: { eu: "export" },
    cells: [
      { ...cell, productGroup: 1 },
      { ...cell, productGroup: null },
    ],
  };
  const saved = await call(putMappings, token, { body });
  expect(await saved.json()).toMatchObject({
    released: 0,
    state: { zones: { eu: "export" }, groups: [{ saved: { high: "3000" } }, { number: null }] },
  });
  expect(await setUp()).toMatchObject({ unmappedCells: 0, gaps: ["mode"] });

  const wrong = { zones: {}, cells: [{ productGroup: 1, treatment: "high", account: "3100" }] };
  const refused = await call(putMappings, token, { body: wrong });
  expect(refused.status).toBe(409);
  expect(await refused.json()).toMatchObject({ error: { code: "fiken.account_refused" } });
});

test("a change of the mapping is shown and undone by its own installation alone", async () => {
  const installation = await anInstallation(db);
  const installationId = installation.id;
  const { id: connectionId } = await aConnection(db, { installationId });
  const accounts = [{ code: "3000", name: "Salgsinntekt" }];
  await replaceChartAccounts(db, { installationId, connectionId, accounts, seenAt: new Date() });
  const { token: own } = await issueSession(installation);
  const { token: strange } = await issueSession(await anInstallation(db));
  const cells = [{ productGroup: null, treatment: "high", account: "3000" }];
  expect((await call(putMappings, own, { body: { zones: {}, cells } })).status).toBe(200);

  const { changes } = await (await call(getHistory, own)).json();
  const after = { account: "3000", name: "Salgsinntekt" };
  expect(changes).toMatchObject([
    { canUndo: true, origin: "settings_page", rules: [{ group: null, before: null, after }] },
  ]);
  expect(await (await call(getHistory, strange)).json()).toEqual({ changes: [], nextBefore: null });
  const id = String(changes[0].id);
  expect((await call(postUndo, strange, { id })).status).toBe(404);
  expect((await call(postUndo, own, { id: "1 or 1" })).status).toBe(404);
  expect(await (await call(postUndo, own, { id })).json()).toMatchObject({ undone: 1 });
  expect(await listAccountMappings(db, { installationId })).toEqual([]);
  const { changes: later } = await (await call(getHistory, own)).json();
  expect(later).toMatchObject([
    { canUndo: true, undoes: changes[0].at, rules: [{ before: after, after: null }] },
    { canUndo: false, undoes: null },
  ]);
});

test("a group's own reason for 0 % at home is proposed by its name, saved and emptied", async () => {
  const installation = await anInstallation(db);
  const installationId = installation.id;
  await aConnection(db, { installationId });
  const rates = { vatDomestic: "0", vatEu: "0", vatAbroad: "0", vatDomesticExempt: "0" };
  const names = ["Bøker", "Gavekort", "Helse"];
  await replaceProductGroups(db, {
    installationId,
    seenAt: new Date(),
    groups: names.map((name, number) => ({ number, name, hasInventory: true, ...rates })),
  });
  const { token } = await issueSession(installation);
  const zerosAfter = async (domesticZeros: unknown[]) => {
    const body = { zones: {}, cells: [], domesticZeros };
    expect((await call(putMappings, token, { body })).status).toBe(200);
    const { groups } = await (await call(getMappings, token)).json();
    return groups.slice(0, 3).map((group: { domesticZero: unknown }) => group.domesticZero);
  };

  const exempt = { saved: "exempt", proposal: "exempt" };
  const helse = { saved: null, proposal: null };
  expect(await zerosAfter([{ productGroup: 0, treatment: "exempt" }])).toEqual([
    ...[exempt, { saved: null, proposal: "outside" }, helse],
  ]);
  expect(
    await zerosAfter([
      { productGroup: 0, treatment: null },
      { productGroup: 1, treatment: "outside" },
    ]),
  ).toEqual([{ ...exempt, saved: null }, { saved: "outside", proposal: "outside" }, helse]);

  const exported = {
    zones: {},
    cells: [],
    domesticZeros: [{ productGroup: 0, treatment: "export" }],
  };
  expect((await call(putMappings, token, { body: exported })).status).toBe(400);
});

test("purchases are mapped beside sales, and what is bought abroad says what it is", async () => {
  const installation = await anInstallation(db);
  const installationId = installation.id;
  const { id: connectionId } = await aConnection(db, { installationId });
  const seenAt = new Date();
  const accounts = [
    { code: "3000", name: "Salgsinntekt" },
    { code: "4300", name: "Innkjøp av varer for videresalg" },
    { code: "7350", name: "Representasjon" },
  ];
  await replaceChartAccounts(db, { installationId, connectionId, seenAt, accounts });
  const rates = { vatDomestic: "25", vatEu: "0", vatAbroad: "0", vatDomesticExempt: "0" };
  await replaceProductGroups(db, {
    installationId,
    seenAt,
    groups: [{ number: 1, name: "Maskiner", hasInventory: true, ...rates }],
  });
  const { token } = await issueSession(installation);
  const before = await (await call(getMappings, token)).json();
  expect(before.purchase).toMatchObject({
    isOn: false,
    zones: {},
    groups: [
      {
        proposals: { high: { account: "4300", reason: "usual" } },
        importType: { saved: null, proposal: "HIGH_BASIS" },
      },
      { number: null, importType: { saved: null, proposal: null } },
    ],
  });

  const save = (cell: object) =>
    call(putMappings, token, {
      body: {
        ...{ zones: {}, cells: [] },
        purchase: { zones: { eu: "import" }, cells: [{ productGroup: 1, ...cell }] },
      },
    });
  const abroad = { treatment: "import", account: "4300" };
  expect((await save({ ...abroad, vatType: "HIGH_FOREIGN_SERVICE_DEDUCTIBLE" })).status).toBe(200);
  const saved = await (await save({ treatment: "high", account: "7350" })).json();
  expect(saved.state.purchase).toMatchObject({
    zones: { eu: "import" },
    groups: [
      {
        saved: { high: "7350", import: "4300" },
        importType: { saved: "HIGH_FOREIGN_SERVICE_DEDUCTIBLE" },
      },
      { number: null },
    ],
  });
  expect(await listAccountMappings(db, { installationId })).toMatchObject([
    { side: "purchase", treatment: "high", account: "7350", vatType: "NONE" },
    { side: "purchase", treatment: "import", vatType: "HIGH_FOREIGN_SERVICE_DEDUCTIBLE" },
  ]);

  expect((await save({ ...abroad, vatType: "HIGH_BASIS" })).status).toBe(200);
  const { changes } = await (await call(getHistory, token)).json();
  const account = { account: "4300", name: "Innkjøp av varer for videresalg" };
  expect(changes[0].rules).toMatchObject([
    {
      treatment: "import",
      before: { ...account, importType: "HIGH_FOREIGN_SERVICE_DEDUCTIBLE" },
      after: { ...account, importType: "HIGH_BASIS" },
    },
  ]);

  expect((await save(abroad)).status).toBe(400);
  expect((await save({ treatment: "high", account: "4300", vatType: "NONE" })).status).toBe(400);
  expect((await save({ treatment: "high", account: "3000" })).status).toBe(409);
  expect((await save({ treatment: "high", account: "4999" })).status).toBe(409);
  const never = { treatment: "import", account: "7350", vatType: "HIGH_BASIS" };
  expect((await save(never)).status).toBe(409);
});

test("choices that a save does not name stay, and a body of the first version is still taken", async () => {
  const { token } = await issueSession(await anInstallation(db));
  const first = {
    ...{ salesInvoiceMode: "booked", invoiceIssuer: "rackbeat" },
    ...{ attachPdf: true, startDate: "2026-01-01" },
  };
  const further = {
    ...{ supplierInvoiceMode: "draft", creditNoteForm: "reversal" },
    ...{ supplierNumberFields: ["heading"], kinds: ["customer_invoice", "supplier_invoice"] },
    invoiceBankAccount: "97101144333",
  };
  const choicesAfter = async (body: object) => {
    expect((await call(putSettings, token, { body })).status).toBe(200);
    return (await (await call(getSetUp, token)).json()).choices;
  };
  expect(await choicesAfter(first)).toMatchObject({ ...first, supplierInvoiceMode: null });
  expect(vi.mocked(wakeSweep)).not.toHaveBeenCalled();
  expect(await choicesAfter({ ...first, ...further })).toEqual({ ...first, ...further });
  expect(vi.mocked(wakeSweep)).toHaveBeenCalledOnce();
  expect(await choicesAfter(first)).toEqual({ ...first, ...further });
  expect(vi.mocked(wakeSweep)).toHaveBeenCalledOnce();

  for (const wrong of [
    { kinds: ["order"] },
    { supplierNumberFields: [] },
    { creditNoteForm: "sale" },
    { invoiceBankAccount: "9710.11.44333" },
  ]) {
    const response = await call(putSettings, token, { body: { ...first, ...wrong } });
    expect(response.status).toBe(400);
  }
});

test("going live is refused while something is missing, and says what", async () => {
  const { token } = await issueSession(await anInstallation(db));
  const response = await call(postGoLive, token);
  expect(response.status).toBe(409);
  expect(await response.json()).toMatchObject({
    error: {
      code: "connection.set_up_incomplete",
      cause: "Oppsettet er ikke ferdig. Mangler: selskap i Fiken, kladd eller bokført, kontoer.",
    },
  });
});

test.each([
  undefined,
  { attachPdf: "yes" },
  { salesInvoiceMode: "maybe", invoiceIssuer: "fiken", attachPdf: true, startDate: "2026-01-01" },
  { salesInvoiceMode: "draft", invoiceIssuer: "fiken", attachPdf: true, startDate: "yesterday" },
])("choices of the shape %j are refused", async (body) => {
  const { token } = await issueSession(await anInstallation(db));
  const response = await call(putSettings, token, body === undefined ? {} : { body });
  expect(response.status).toBe(400);
});
