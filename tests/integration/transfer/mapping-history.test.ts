import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { readMappingState } from "@/app/settings/mapping/read-mapping-state";
import { replaceChartAccounts } from "@/db/queries/chart-accounts";
import { listMappingChanges } from "@/db/queries/mapping-changes";
import { countDocumentsByGroup, listWaitingForMapping } from "@/db/queries/mapping-reach";
import { listAccountMappings, listVatMappings } from "@/db/queries/mappings";
import { listProductGroups, replaceProductGroups } from "@/db/queries/product-groups";
import { accountMappings } from "@/db/schema/mappings";
import { MAPPING_CAUSES } from "@/lib/bookkeeping/mapping/cured-causes";
import { AppError } from "@/lib/errors/app-error";
import type { Problem } from "@/lib/errors/catalog";
import type { MappingChange } from "@/lib/transfer/settings/mapping-cells";
import { saveMapping } from "@/lib/transfer/settings/save-mapping";
import { undoMapping } from "@/lib/transfer/settings/undo-mapping";
import { aTransferWorld, startWorld, type TransferWorld } from "@/tests/support/transfer-world";

const FURNITURE = { itemNumber: "MØB-200", quantity: 1 };
const LAMP = { itemNumber: "LYS-100", quantity: 1 };
const origin = "settings_page";

let world: TransferWorld;

beforeEach(async () => {
  world = await startWorld({ unmapped: [2] });
});

const nothing = { zones: {}, domesticZeros: [], cells: [] } satisfies MappingChange;
const save = (change: Partial<MappingChange>) =>
  saveMapping(world.db, {
    ...{ installationId: world.installationId, origin, now: world.now() },
    change: { ...nothing, ...change },
  });
const furnitureAt = (account: string | null) =>
  save({ cells: [{ productGroup: 2, treatment: "high", account }] });
const history = () => listMappingChanges(world.db, { ...world, before: null, limit: 100 });
const undo = async (changeId: number, of = world) =>
  undoMapping(world.db, { installationId: of.installationId, changeId, origin });
async function problemOf(call: Promise<unknown>): Promise<Problem | null> {
  const error: unknown = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error === null || error instanceof AppError) return error?.problem ?? null;
  throw error;
}
const newest = async () => (await history())[0]?.id ?? 0;
const furniture = async () => {
  const rows = await listAccountMappings(world.db, world);
  return (
    rows.find(
      ({ side, productGroup, treatment }) =>
        side === "sales" && productGroup === 2 && treatment === "high",
    )?.account ?? null
  );
};

test("a save is told with when, from where, what was before and after, and how many went on", async () => {
  const held = [await world.book({ lines: [FURNITURE] }), await world.book({ lines: [FURNITURE] })];
  await world.drain();
  expect(await furnitureAt("3000")).toMatchObject({ released: 2, changed: 1, wakes: true });
  expect(await history()).toMatchObject([
    {
      ...{ origin, undoes: null, released: 2 },
      rules: [
        {
          ...{ kind: "account", side: "sales", productGroup: 2, treatment: "high" },
          ...{ before: null, after: { account: "3000", vatType: "HIGH" } },
        },
      ],
    },
  ]);
  await world.drain();
  for (const number of held) expect((await world.transfer(number)).state).toBe("verified");
});

test("a save that changes nothing leaves no line, and a refused one neither", async () => {
  await furnitureAt("3000");
  await furnitureAt("3000");
  expect(await problemOf(furnitureAt("3100"))).toMatchObject({ code: "fiken.account_refused" });
  expect(await history()).toHaveLength(1);
});

test("undo brings back what was before, and can be undone itself", async () => {
  await furnitureAt("3000");
  await furnitureAt("3010");
  expect(await undo(await newest())).toMatchObject({ changed: 1 });
  expect(await furniture()).toBe("3000");
  const [undone, second, first] = await history();
  expect(undone).toMatchObject({ undoes: second?.id, rules: [{ after: { account: "3000" } }] });
  expect(await undo(undone?.id ?? 0)).toMatchObject({ changed: 1 });
  expect(await furniture()).toBe("3010");
  // The first one's rule is another by now.
  expect(await undo(first?.id ?? 0)).toMatchObject({ changed: 0 });
  expect(await furniture()).toBe("3010");
});

test("undo of the first choice empties it, and what comes then waits again", async () => {
  await furnitureAt("3000");
  await undo(await newest());
  expect(await furniture()).toBeNull();
  const number = await world.book({ lines: [FURNITURE] });
  await world.drain();
  expect((await world.transfer(number)).state).toBe("held");
});

test("undo takes back what still is as the change left it, and leaves what was chosen since", async () => {
  await save({
    zones: { domestic: "exempt" },
    domesticZeros: [{ productGroup: 7, treatment: "exempt" }],
    cells: [{ productGroup: 2, treatment: "high", account: "3000" }],
  });
  const change = await newest();
  await furnitureAt("3020");
  expect(await undo(change)).toMatchObject({ changed: 2 });
  expect(await furniture()).toBe("3020");
  const vat = await listVatMappings(world.db, world);
  const atHome = vat.filter(({ side, zone }) => side === "sales" && zone === "domestic");
  expect(atHome).toMatchObject([{ productGroup: null, treatment: "outside" }]);
});

test("undo of an account that the chart no longer has is refused, and changes nothing", async () => {
  await furnitureAt("3010");
  await furnitureAt("3000");
  await replaceChartAccounts(world.db, {
    ...{ installationId: world.installationId, connectionId: world.connection.id },
    ...{ accounts: [{ code: "3000", name: "Salgsinntekt" }], seenAt: world.now() },
  });
  expect(await problemOf(undo(await newest()))).toEqual({
    ...{ code: "fiken.account_refused", details: { message: "3010" } },
  });
  expect(await furniture()).toBe("3000");
  expect(await history()).toHaveLength(2);
});

test("another installation's change is none, and its history is not shown", async () => {
  await furnitureAt("3000");
  const other = await aTransferWorld(world.db, { agreementId: 204_102 });
  expect(await undo(await newest(), other)).toBeNull();
  expect(await listMappingChanges(world.db, { ...other, before: null, limit: 100 })).toEqual([]);
  expect(await furniture()).toBe("3000");
});

test("two saves at once are told one after the other, each with what it replaced", async () => {
  await Promise.all([furnitureAt("3000"), furnitureAt("3010")]);
  const [second, first] = await history();
  const after = (change: typeof first) => change?.rules.map((rule) => rule.after);
  expect(second?.rules.map(({ before }) => before)).toEqual(after(first));
});

test("what a rule releases is counted, and what another cause keeps is not", async () => {
  const both = await world.book({ lines: [FURNITURE, { ...LAMP, vatPercentage: 0 }] });
  await save({ zones: { domestic: null } });
  const only = await world.book({ lines: [FURNITURE] });
  await world.drain();
  const waiting = await listWaitingForMapping(world.db, { ...world, prefixes: MAPPING_CAUSES });
  const numbers = waiting.flatMap(({ first }) => first.map(({ number }) => number)).sort();
  expect(numbers).toEqual([both, only].sort());
  expect(await furnitureAt("3000")).toMatchObject({ released: 1 });
});

test("what waits is named as what it is: a credit note of either side is no invoice", async () => {
  world = await startWorld({ supplierInvoiceMode: "booked" });
  const invoice = await world.book({ lines: [LAMP] });
  const purchase = await world.bookPurchase();
  await world.drain();
  const unmap = (side: "sales" | "purchase") =>
    world.db.delete(accountMappings).where(eq(accountMappings.side, side));
  await unmap("sales");
  await unmap("purchase");
  const note = await world.credit(invoice);
  const purchaseNote = await world.credit(purchase, { side: "supplier" });
  const waits = await world.book();
  await world.drain();

  const { waiting } = await readMappingState(world.db, { installationId: world.installationId });
  const named = waiting.flatMap(({ first }) => first.map(({ kind, number }) => [kind, number]));
  expect(named.toSorted()).toEqual([
    ["customer_credit_note", note],
    ["customer_invoice", waits],
    ["supplier_credit_note", purchaseNote],
  ]);
});

test("documents are counted for each group they have a line of", async () => {
  await world.book({ lines: [FURNITURE, FURNITURE, LAMP] });
  await world.book({ lines: [LAMP] });
  await world.drain();
  const countedSince = async (since: string) => {
    const counts = await countDocumentsByGroup(world.db, { ...world, since });
    return new Map(counts.map(({ productGroup, count }) => [productGroup, count]));
  };
  const counts = await countedSince("2020-01-01");
  expect(counts.get(2)).toBe(1);
  expect(Math.max(...counts.values())).toBe(2);
  expect(await countedSince("2099-01-01")).toEqual(new Map());
});

test("a group that nobody told us of is met on the first document of it", async () => {
  const known = await listProductGroups(world.db, world);
  const others = known.filter(({ number }) => number !== 2);
  await replaceProductGroups(world.db, { ...world, groups: others, seenAt: world.now() });
  const number = await world.book({ lines: [FURNITURE] });
  await world.drain();
  expect((await world.transfer(number)).state).toBe("held");
  expect(await listProductGroups(world.db, world)).toHaveLength(known.length);
});
