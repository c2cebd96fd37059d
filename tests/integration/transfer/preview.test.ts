import { beforeEach, expect, test } from "vitest";
import { saveTransferSettings } from "@/db/queries/transfer-settings";
import { previewDocument } from "@/lib/transfer/view/preview";
import { openPreview } from "@/lib/transfer/view/preview-context";
import { previewRecent } from "@/lib/transfer/view/preview-recent";
import { readVoucherLedger } from "@/lib/transfer/view/voucher-ledger";
import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import { fiken, rackbeat } from "@/tests/support/providers";
import { anInstallation } from "@/tests/support/rows";
import { startWorld, type TransferWorld } from "@/tests/support/transfer-world";

const LAMP = { itemNumber: "LYS-100", quantity: 1 };
/** Two of them: Fiken would round the VAT of each. */
const PENNY = { itemNumber: "LYS-100", quantity: 1, linePrice: 0.1 };
const FURNITURE = { itemNumber: "MØB-200", quantity: 1 };

let world: TransferWorld;

beforeEach(async () => {
  world = await startWorld({ unmapped: [2] });
});

const writes = () =>
  fiken.requests.filter(({ method, path }) => method !== "GET" && /companies/.test(path));

test("the newest booked invoices, newest first, as they would be booked; nothing is written", async () => {
  const older = await world.book({ lines: [LAMP] });
  const held = await world.book({ lines: [FURNITURE] });
  const previews = await previewRecent(await openPreview(world.db, world), { count: 2 });

  expect(previews.map(({ number }) => number)).toEqual([held, older]);
  const [unmapped, mapped] = previews;
  expect(unmapped).toMatchObject({
    booked: null,
    problems: [{ code: "mapping.group_unmapped", details: { group: 2 } }],
  });
  expect(mapped?.problems).toEqual([]);
  expect(mapped?.booked?.entries).toMatchObject({ debitMinor: 299_000, creditMinor: 299_000 });
  expect(mapped?.booked?.totals).toContainEqual({
    ...{ total: "gross", documentMinor: 299_000, voucherMinor: 299_000 },
  });
  expect(writes()).toEqual([]);
});

test("what was sent stands on the sub-account that its party has in Fiken, told to its owner alone", async () => {
  const number = await world.book({ lines: [LAMP] });
  await world.drain();
  const { id: transferId } = await world.transfer(number);
  const [posted] = [...fiken.world.books(FJORDLYS).journal.values()];
  const account = posted?.postings.find((one) => one.account.startsWith("1500:"))?.account;
  const contacts = [...fiken.world.books(FJORDLYS).contacts.values()];
  const contact = contacts.find(({ memberNumberString }) => memberNumberString === "RB-C-10001");
  expect(account).toBeDefined();
  expect(await readVoucherLedger(world.db, { ...world, transferId })).toEqual({
    ...{ account, name: contact?.name },
  });
  const stranger = await anInstallation(world.db);
  const key = { installationId: stranger.id, transferId };
  expect(await readVoucherLedger(world.db, key)).toBeNull();
});

test("it is what Fiken then has in its journal, account by account", async () => {
  const number = await world.book({ lines: [LAMP, { ...LAMP, quantity: 2 }] });
  await world.drain();
  const context = await openPreview(world.db, world);
  const { booked } = await previewDocument(context, { kind: "customer_invoice", number });
  const signed = (booked?.entries.entries ?? []).map(({ account, debitMinor, creditMinor }) => ({
    ...{ account, amount: debitMinor - creditMinor },
  }));
  const [posted] = [...fiken.world.books(FJORDLYS).journal.values()];
  const byAccount = (rows: { account: string | null; amount: number }[]) => {
    const sums = new Map<string | null, number>();
    for (const { account, amount } of rows) sums.set(account, (sums.get(account) ?? 0) + amount);
    return Object.fromEntries(sums);
  };
  expect(byAccount(signed)).toEqual(byAccount(posted?.postings ?? []));
  expect(signed[0]?.account).toMatch(/^1500:\d{5}$/);
});

test("a party that Fiken does not know yet stands on the control account", async () => {
  const number = await world.book({ lines: [LAMP] });
  const context = await openPreview(world.db, world);
  const { booked } = await previewDocument(context, { kind: "customer_invoice", number });
  expect(booked?.entries.entries[0]).toMatchObject({ kind: "ledger", account: "1500" });
});

test("supplier invoices are among them where they are switched on", async () => {
  await world.bookPurchase();
  const kindsOf = async () => {
    const previews = await previewRecent(await openPreview(world.db, world), { count: 1 });
    return previews.map(({ kind }) => kind);
  };
  expect(await kindsOf()).not.toContain("supplier_invoice");
  await saveTransferSettings(world.db, { ...world, supplierInvoiceMode: "booked" });
  expect(await kindsOf()).toContain("supplier_invoice");
});

test("a document that cannot be read keeps its own card, and no other", async () => {
  const fine = await world.book({ lines: [LAMP] });
  const broken = await world.book({ lines: [LAMP] });
  const { customerInvoices } = rackbeat.world.agreement(world.agreementId);
  Object.assign(customerInvoices.find(Number(broken)) ?? {}, { currency: "kroner" });
  const previews = await previewRecent(await openPreview(world.db, world), { count: 2 });
  expect(previews.map(({ number }) => number)).toEqual([broken, fine]);
  expect(previews[0]).toMatchObject({ booked: null, problems: [{ code: "document.malformed" }] });
  expect(previews[1]).toMatchObject({ problems: [] });
});

test("what lies before the start date is shown, and said to be left out", async () => {
  const number = await world.book({ lines: [LAMP] });
  await saveTransferSettings(world.db, { ...world, startDate: "2199-01-01" });
  const context = await openPreview(world.db, world);
  const shown = await previewDocument(context, { kind: "customer_invoice", number });
  expect(shown).toMatchObject({ leftOut: "before_start", problems: [] });
  expect(shown.booked).not.toBeNull();
});

test("what Fiken would reckon otherwise is told before anything is sent", async () => {
  await saveTransferSettings(world.db, { ...world, invoiceIssuer: "fiken" });
  const number = await world.book({ lines: [PENNY, PENNY] });
  const context = await openPreview(world.db, world);
  const { booked, problems } = await previewDocument(context, { kind: "customer_invoice", number });
  expect(problems).toMatchObject([{ code: "document.vat_rounded_by_fiken" }]);
  expect(booked?.entries.side).toBe("sales");
});
