import { expect, test } from "vitest";
import { listBoundKeys } from "@/db/queries/bindings";
import { findImport } from "@/db/queries/imports";
import { listAccountMappings } from "@/db/queries/mappings";
import { listProductGroups } from "@/db/queries/product-groups";
import { imports } from "@/db/schema/imports";
import { productGroups } from "@/db/schema/product-groups";
import {
  closeImport,
  pauseImport,
  resumeImport,
  retryFailed,
  startImport,
  undoRows,
} from "@/lib/import/once";
import { beginPlan } from "@/lib/import/plan";
import { emptyDatabase } from "@/tests/support/database";
import { handedOver, installAnew, takeIn } from "@/tests/support/hand-over";
import {
  aCustomerRow,
  CHOICES,
  type ImportWorld,
  runImport,
  startImportWorld,
} from "@/tests/support/import-world";

const UNIQUE_VIOLATION = "23505";
const planned = () => startImportWorld(() => [aCustomerRow(1), aCustomerRow(2)]);
const ran = () => runImport(() => [aCustomerRow(1), aCustomerRow(2)]);

const isNotNow = (status: string) =>
  expect.objectContaining({ problem: { code: "import.not_now", details: { status } } });

/** The file is taken in by an empty database, and the user has installed the app and connected Fiken there. */
async function moveOver(world: ImportWorld): Promise<void> {
  const lines = await handedOver(world);
  await emptyDatabase(world.db);
  await takeIn(world.db, lines);
  await installAnew(world);
}

async function boundKeys({ db, installationId, connection }: ImportWorld) {
  const key = { installationId, connectionId: connection.id, kinds: ["customer"] } as const;
  return [...(await listBoundKeys(db, key))].toSorted();
}

test.each<[string, () => Promise<ImportWorld>]>([
  [
    "running",
    async () => {
      const world = await planned();
      await world.start();
      return world;
    },
  ],
  [
    "paused",
    async () => {
      const world = await planned();
      await world.start();
      await pauseImport(world.db, { installationId: world.installationId });
      return world;
    },
  ],
  ["finished", ran],
  [
    "closed",
    async () => {
      const world = await ran();
      await closeImport(world.db, { installationId: world.installationId });
      return world;
    },
  ],
])("an import that was %s is spent for whoever takes over", async (status, prepare) => {
  const world = await prepare();
  const { db, installationId, agreement, connection } = world;
  const before = await world.import();
  const bound = await boundKeys(world);
  const inRackbeat = agreement.customers.list().length;
  expect(before.status).toBe(status);
  await expect(beginPlan(db, { installationId, choices: CHOICES })).rejects.toEqual(
    isNotNow(status),
  );

  await moveOver(world);

  const { id, startedAt, finishedAt, choices } = before;
  expect(await world.import()).toMatchObject({
    ...{ id, startedAt, finishedAt, choices, connectionId: connection.id },
    ...{ status: "closed", closedAt: before.closedAt ?? expect.any(Date) },
  });
  for (const again of [
    () => beginPlan(db, { installationId, choices: CHOICES }),
    () => startImport(db, { installationId }),
    () => resumeImport(db, { installationId }),
    () => retryFailed(db, { installationId }),
    () => undoRows(db, { installationId, filter: {} }),
  ]) {
    await expect(again()).rejects.toEqual(isNotNow("closed"));
  }
  const second = { installationId, connectionId: connection.id, choices: CHOICES };
  await expect(
    db.insert(imports).values({ ...second, cursor: { stage: "planned", at: null } }),
  ).rejects.toMatchObject({ cause: { code: UNIQUE_VIOLATION } });
  await world.continue();
  expect(agreement.customers.list()).toHaveLength(inRackbeat);
  expect(await boundKeys(world)).toEqual(bound);
});

test("once closed, it is the same in every file", async () => {
  const world = await ran();
  await moveOver(world);
  const importIn = (lines: string[]) => lines.filter((line) => line.includes('"type":"import"'));
  const first = importIn(await handedOver(world));
  expect(first).toEqual([expect.stringContaining('"status":"closed"')]);
  await moveOver(world);
  expect(importIn(await handedOver(world))).toEqual(first);
});

test("a plan that never ran stays behind, and another can be made", async () => {
  const world = await planned();
  const { db, installationId } = world;
  await moveOver(world);
  expect(await findImport(db, { installationId })).toBeNull();
  expect(await beginPlan(db, { installationId, choices: CHOICES })).toMatchObject({
    status: "planning",
  });
});

test("whether a product group is new goes along; a file that does not tell is taken in", async () => {
  const world = await planned();
  const { db, installationId } = world;
  await db.update(productGroups).set({ firstSeenAt: new Date("2026-01-07T08:00:00Z") });
  const ages = async () => ({
    groups: (await listProductGroups(db, { installationId })).map((group) => group.firstSeenAt),
    mapping: (await listAccountMappings(db, { installationId })).map((row) => row.createdAt),
  });
  const before = await ages();
  const lines = await handedOver(world);

  await emptyDatabase(db);
  await takeIn(db, lines);
  expect(await ages()).toEqual(before);

  const silent = lines.map((line) => line.replace(/,"(firstSeenAt|createdAt)":"[^"]*"/g, ""));
  expect(silent).not.toEqual(lines);
  await emptyDatabase(db);
  await takeIn(db, silent);
  const { groups, mapping } = await ages();
  expect(groups).toHaveLength(before.groups.length);
  // Nothing of them counts as new.
  expect(Math.max(...groups.map(Number))).toBe(Math.min(...mapping.map(Number)));
});
