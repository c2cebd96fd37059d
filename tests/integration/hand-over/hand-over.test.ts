import { eq, getTableName, is, sql } from "drizzle-orm";
import { PgTable } from "drizzle-orm/pg-core";
import { beforeEach, expect, test } from "vitest";
import { ensureBinding } from "@/db/queries/bindings";
import { saveDigestAddress } from "@/db/queries/digests";
import { getInstallation } from "@/db/queries/installations";
import { listMappingChanges } from "@/db/queries/mapping-changes";
import { listProductGroups, upsertProductGroups } from "@/db/queries/product-groups";
import { listSubscriptionEvents } from "@/db/queries/subscription-events";
import { listSweeps, saveSweep } from "@/db/queries/sweeps";
import { listTransferEvents } from "@/db/queries/transfer-events";
import { listTransfers } from "@/db/queries/transfer-lists";
import { grants } from "@/db/schema/grants";
import { installations } from "@/db/schema/installations";
import * as schema from "@/db/schema/schema";
import { transferEvents } from "@/db/schema/transfer-events";
import { transfers } from "@/db/schema/transfers";
import { HandOverRefused } from "@/lib/hand-over/read-records";
import { saveMapping } from "@/lib/transfer/settings/save-mapping";
import { undoMapping } from "@/lib/transfer/settings/undo-mapping";
import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import { emptyDatabase, freshDatabase } from "@/tests/support/database";
import { handedOver, installAnew, takeIn } from "@/tests/support/hand-over";
import { logInToFiken } from "@/tests/support/live-installation";
import { fiken, rackbeat } from "@/tests/support/providers";
import { anInstallation } from "@/tests/support/rows";
import { standingSales, startWorld, type TransferWorld } from "@/tests/support/transfer-world";

const FURNITURE = { lines: [{ itemNumber: "MØB-200", quantity: 1 }] };
const origin = "settings_page";

let world: TransferWorld;

beforeEach(async () => {
  world = await startWorld({ unmapped: [2], supplierInvoiceMode: "booked" });
});

const furnitureAt = (account: string) =>
  saveMapping(world.db, {
    ...{ installationId: world.installationId, origin, now: world.now() },
    change: {
      ...{ zones: {}, domesticZeros: [] },
      cells: [{ productGroup: 2, treatment: "high", account }],
    },
  });
const changes = () => listMappingChanges(world.db, { ...world, before: null, limit: 100 });

const exported = () => handedOver(world);
const taken = (lines: readonly string[]) => takeIn(world.db, lines);

async function expectNoRows(): Promise<void> {
  for (const table of Object.values(schema)) {
    if (is(table, PgTable))
      expect(await world.db.select().from(table), getTableName(table)).toEqual([]);
  }
}

/** Somebody tidies up in Fiken: nothing there tells any more which party or item of Rackbeat's it is. */
function renameAllInFiken(): void {
  for (const contact of fiken.world.books(FJORDLYS).contacts.values()) {
    contact.name = `${contact.contactId}`;
    delete contact.memberNumberString;
    delete contact.organizationNumber;
    delete contact.email;
  }
  for (const product of fiken.world.books(FJORDLYS).products.values()) {
    product.name = `${product.productId}`;
    product.productNumber = `${product.productId}`;
  }
}

const sizesInFiken = () => {
  const { contacts, products, sales, purchases } = fiken.world.books(FJORDLYS);
  return {
    ...{ contacts: contacts.size, products: products.size },
    documents: sales.size + purchases.size,
  };
};

test("however much a transfer has gone through, all of it is handed over, in order", async () => {
  const number = await world.book();
  await world.drain();
  const { id: transferId } = await world.transfer(number);
  const { installationId } = world;
  await world.db.execute(sql`
    insert into transfer_events (installation_id, transfer_id, event)
    select ${installationId}, ${transferId}, 'received' from generate_series(1, 10001)`);
  const events = (await exported())
    .map((line) => JSON.parse(line))
    .filter(({ type, transferId: of }) => type === "transfer_event" && of === transferId);
  const kept = await world.db
    .select({ event: transferEvents.event })
    .from(transferEvents)
    .where(eq(transferEvents.transferId, transferId))
    .orderBy(transferEvents.id);
  expect(events.map(({ event }) => event)).toEqual(kept.map(({ event }) => event));
  expect(events.length).toBeGreaterThan(10_001);
});

test("after an import into an empty database all goes on, and nothing stands in Fiken twice", async () => {
  const sent = [await world.book(), await world.book()];
  const bought = await world.bookPurchase();
  const held = await world.book(FURNITURE);
  await world.drain();
  const waiting = await world.book();
  expect(await world.transfer(held)).toMatchObject({ state: "held" });
  const former = await Promise.all([...sent, bought].map(world.transfer));
  // As the one-time import leaves it: nothing was ever sent there.
  const [known] = fiken.world.books(FJORDLYS).contacts.keys();
  const pair = { kind: "customer", rackbeatKey: "10002", fikenId: known ?? 0, sent: null } as const;
  await ensureBinding(world.db, { ...world, connectionId: world.connection.id, ...pair });
  const lines = await exported();

  await emptyDatabase(world.db);
  await expectNoRows();
  renameAllInFiken();
  const before = sizesInFiken();
  const { installationId } = await taken(lines);
  expect(installationId).toBe(world.installationId);
  expect(await getInstallation(world.db, installationId)).toMatchObject({ status: "uninstalled" });
  await installAnew(world);
  for (const number of [...sent, held, waiting]) await world.deliver(number);
  await world.deliver(bought, "supplier_invoice.booked");
  const later = await world.book({ customerNumber: 10_002 });
  await world.drain();

  expect(sizesInFiken()).toEqual({ ...before, documents: before.documents + 2 });
  for (const number of [...sent, waiting, later]) {
    expect(await world.transfer(number)).toMatchObject({ problems: [] });
    expect(standingSales(number)).toHaveLength(1);
  }
  expect(standingSales(later)).toMatchObject([{ customerId: known }]);
  for (const { rackbeatKey, id, fikenId, postedAt } of former) {
    expect(await world.transfer(rackbeatKey)).toMatchObject({ id, fikenId, postedAt });
  }
  expect(standingSales(held)).toEqual([]);
  await furnitureAt("3000");
  await world.drain();
  expect(standingSales(held)).toHaveLength(1);
  expect(fiken.violations).toBe(0);
});

test("a document that was under way is looked up in Fiken, not sent again", async () => {
  const number = await world.book();
  fiken.faults.add({ kind: "lose-answer", method: "POST", path: /\/sales$/ });
  await world.drain(0);
  expect(standingSales(number)).toHaveLength(1);
  expect(await world.transfer(number)).toMatchObject({ state: "checking" });
  await world.db.update(transfers).set({ state: "working" });
  const lines = await exported();

  await emptyDatabase(world.db);
  await taken(lines);
  expect(await world.transfer(number)).toMatchObject({ state: "pending", claim: null });
  await installAnew(world);
  await world.drain();
  expect(await world.transfer(number)).toMatchObject({ state: "verified" });
  expect(standingSales(number)).toHaveLength(1);
});

test("what is imported and exported again is the same file", async () => {
  await saveDigestAddress(world.db, { ...world, address: "regnskap@example.no" });
  const sweep = {
    kind: "customer_invoice",
    cursorAt: world.now(),
    lastRunAt: world.now(),
  } as const;
  await saveSweep(world.db, { ...world, ...sweep, since: world.now() });
  await world.book();
  await world.book(FURNITURE);
  await world.drain();
  await furnitureAt("3000");
  const undone = (await changes())[0]?.id ?? 0;
  const { installationId } = world;
  await undoMapping(world.db, { installationId, changeId: undone, origin, now: world.now() });
  const lines = await exported();
  const types = lines.map((line) => JSON.parse(line).type as string);
  expect([...new Set(types)]).toEqual([
    ...["header", "settings", "digest", "product_group", "account_mapping", "vat_mapping"],
    ...["mapping_change", "sweep", "connection", "binding"],
    ...["transfer", "posting", "transfer_event", "end"],
  ]);

  await emptyDatabase(world.db);
  await taken(lines);
  const [undoing, first] = await changes();
  expect(undoing?.undoes).toBe(first?.id);
  const again = await exported();
  const withoutOwnIds = (text: string) =>
    text.replace(/("type":"mapping_change".*)|("id":\d+)|("undoes":\d+)/g, "");
  expect(again.map(withoutOwnIds)).toEqual(lines.map(withoutOwnIds));
  const [transfer] = await listTransfers(world.db, world);
  const key = { ...world, transferId: transfer?.id ?? "" };
  expect(await listTransferEvents(world.db, key)).not.toEqual([]);
});

test("no token, secret or hash stands in the file", async () => {
  await world.book();
  await world.drain();
  const text = (await exported()).join("");
  const [installation] = await world.db.select().from(installations);
  const [grant] = await world.db.select().from(grants);
  for (const secret of [
    ...[installation?.rackbeatToken, installation?.webhookSecret],
    ...[installation?.settingsSecretHash, installation?.webhookSecretHash],
    ...[grant?.accessToken, grant?.refreshToken, world.webhookSecret],
    rackbeat.apiKey(world.agreementId),
  ]) {
    expect(secret).toEqual(expect.any(String));
    expect(text).not.toContain(secret);
  }
});

test("another agreement's rows stay out of the file", async () => {
  const before = (await exported()).length;
  const stranger = await anInstallation(world.db);
  await saveDigestAddress(world.db, { installationId: stranger.id, address: "a@example.no" });
  expect(await exported()).toHaveLength(before);
});

test("an agreement that has just been installed takes the file in, one that owns data does not", async () => {
  const lines = await exported();
  await expect(taken(lines)).rejects.toMatchObject({ reason: "agreement_owns_data" });

  await freshDatabase();
  const agreementId = String(world.agreementId);
  const { id } = await anInstallation(world.db, { agreementId });
  await logInToFiken(world.db, { installationId: id });
  expect(await taken(lines)).toMatchObject({ installationId: id, records: lines.length - 1 });
  expect(await getInstallation(world.db, id)).toMatchObject({ status: "active" });
  await expect(taken(lines)).rejects.toMatchObject({ reason: "agreement_owns_data" });
});

test("what Rackbeat has shown since the install gives way, and the agreement is billed from that day", async () => {
  const lines = await exported();
  await freshDatabase();
  const agreementId = String(world.agreementId);
  const { id: installationId } = await anInstallation(world.db, { agreementId });
  const seenAt = world.now();
  const rates = { vatDomestic: "25", vatEu: "0", vatAbroad: "0", vatDomesticExempt: "0" };
  const groups = [{ number: 1, name: "Seen here", hasInventory: true, ...rates }];
  await upsertProductGroups(world.db, { installationId, groups, seenAt });
  const times = { cursorAt: seenAt, lastRunAt: seenAt, since: seenAt };
  await saveSweep(world.db, { installationId, kind: "customer_invoice", ...times });

  expect(await taken(lines)).toMatchObject({ installationId });
  const known = await listProductGroups(world.db, { installationId });
  expect(known.map(({ name }) => name)).not.toContain("Seen here");
  const sweeps = await listSweeps(world.db, { installationId });
  expect(sweeps.filter(({ lastRunAt }) => lastRunAt !== null)).toEqual([]);
  expect(await listSubscriptionEvents(world.db, [installationId])).toMatchObject([
    { kind: "live" },
  ]);
});

test.each<[string, HandOverRefused["reason"], (lines: string[]) => string[]]>([
  ["an empty file", "not_a_hand_over", () => []],
  ["some other file", "not_a_hand_over", () => ["Konto;Navn\n"]],
  [
    "a later version",
    "version",
    ([header = "", ...lines]) => [header.replace('"version":1', '"version":2'), ...lines],
  ],
  ["a cut file", "incomplete", (lines) => lines.slice(0, -1)],
  ["a file that lacks a line", "incomplete", (lines) => lines.toSpliced(3, 1)],
  ["a line that is none", "malformed", (lines) => lines.toSpliced(3, 1, "{")],
  ["a second header", "malformed", (lines) => lines.toSpliced(3, 1, lines[0] ?? "")],
  [
    "a state that there is not",
    "malformed",
    (lines) => lines.map((line) => line.replace('"state":"verified"', '"state":"lost"')),
  ],
])("%s is refused, and nothing of it is taken in", async (_, reason, change) => {
  await world.book();
  await world.drain();
  const lines = change(await exported());
  await emptyDatabase(world.db);
  const error: unknown = await taken(lines).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(HandOverRefused);
  expect(error).toMatchObject({ reason });
  expect(await world.db.select().from(installations)).toEqual([]);
});
