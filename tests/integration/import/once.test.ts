import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, test } from "vitest";
import { markUninstalled, upsertInstallation } from "@/db/queries/installations";
import { connections } from "@/db/schema/connections";
import { imports } from "@/db/schema/imports";
import { installations } from "@/db/schema/installations";
import { closeImport, pauseImport, resumeImport, retryFailed, undoRows } from "@/lib/import/once";
import { beginPlan } from "@/lib/import/plan";
import {
  aCustomerRow,
  CHOICES,
  type ImportWorld,
  runImport,
  startImportWorld,
} from "@/tests/support/import-world";

const UNIQUE_VIOLATION = "23505";
const RESTRICT_VIOLATION = "23001";

let world: ImportWorld;
const asked = () => ({ installationId: world.installationId });

beforeEach(async () => {
  world = await runImport(() => [aCustomerRow(1)]);
});

function insertSecond() {
  const { installationId, connection } = world;
  return world.db.insert(imports).values({
    ...{ installationId, connectionId: connection.id, choices: CHOICES },
    cursor: { stage: "planned", at: null },
  });
}

const plan = () => beginPlan(world.db, { ...asked(), choices: CHOICES });
const refusedBy = (code: string) =>
  expect.objectContaining({ cause: expect.objectContaining({ code }) });
const isNotNow = (status: string) =>
  expect.objectContaining({ problem: { code: "import.not_now", details: { status } } });

/** What a re-install does: the agreement's row is the same. */
async function reinstall() {
  const { agreementId, installationId } = world;
  await markUninstalled(world.db, { installationId, at: new Date() });
  const again = await upsertInstallation(world.db, {
    ...{ agreementId: String(agreementId), companyName: "Igjen AS", appSlug: "fiken" },
    ...{ rackbeatToken: "new", settingsSecretHash: "new", webhookSecretHash: "new" },
    ...{ webhookSecret: "new", installedAt: new Date() },
  });
  expect(again.id).toBe(installationId);
}

describe.each([
  ["an import that has run", async () => {}],
  ["a closed import", async () => void (await closeImport(world.db, asked()))],
])("%s", (_, prepare) => {
  beforeEach(prepare);

  test("is the only one: a direct insert is refused", async () => {
    await expect(insertSecond()).rejects.toEqual(refusedBy(UNIQUE_VIOLATION));
  });

  test("is not planned again, by whatever way", async () => {
    const { status } = await world.import();
    await expect(plan()).rejects.toEqual(isNotNow(status));
    for (const change of [
      { status: "planning" },
      { status: "planned" },
      { startedAt: null },
    ] as const)
      await expect(world.db.update(imports).set(change)).rejects.toEqual(
        refusedBy(RESTRICT_VIOLATION),
      );
  });

  test("is not deleted, neither by itself nor with its connection", async () => {
    const refusal = refusedBy(RESTRICT_VIOLATION);
    await expect(world.db.delete(imports)).rejects.toEqual(refusal);
    await expect(world.db.delete(connections)).rejects.toEqual(refusal);
    expect(await world.import()).toBeTruthy();
  });

  test("stays the only one after a re-install", async () => {
    await reinstall();
    await expect(insertSecond()).rejects.toEqual(refusedBy(UNIQUE_VIOLATION));
    await expect(plan()).rejects.toEqual(isNotNow((await world.import()).status));
  });

  test("goes with its installation", async () => {
    await world.db.delete(installations).where(eq(installations.id, world.installationId));
    const [{ left } = { left: -1 }] = await world.db
      .select({ left: sql<number>`count(*)::int` })
      .from(imports);
    expect(left).toBe(0);
  });
});

test("a closed import is never opened again", async () => {
  await closeImport(world.db, asked());
  const refusal = refusedBy(RESTRICT_VIOLATION);
  for (const status of ["running", "paused", "finished"] as const)
    await expect(world.db.update(imports).set({ status })).rejects.toEqual(refusal);
  const [row] = await world.rows();
  const rowIds = [row?.id ?? ""];
  for (const again of [
    () => world.start(),
    () => pauseImport(world.db, asked()),
    () => resumeImport(world.db, asked()),
    () => retryFailed(world.db, asked()),
    () => undoRows(world.db, { ...asked(), rowIds }),
    () => closeImport(world.db, asked()),
  ]) {
    await expect(again()).rejects.toEqual(isNotNow("closed"));
  }
});

test("one that never ran is planned as often as its user likes", async () => {
  world = await startImportWorld(() => [aCustomerRow(1)]);
  await expect(closeImport(world.db, asked())).rejects.toEqual(isNotNow("planned"));
  await plan();
  expect(await plan()).toMatchObject({ status: "planning" });
});

test("paused, nothing more is written until it is resumed", async () => {
  world = await startImportWorld(() => [aCustomerRow(1)]);
  await world.start();
  await pauseImport(world.db, asked());
  await world.continue();
  expect(world.agreement.customers.list()).toEqual([]);
  await resumeImport(world.db, asked());
  await world.continue();
  expect(world.agreement.customers.list()).toHaveLength(1);
  expect(await world.import()).toMatchObject({ status: "finished" });
});
