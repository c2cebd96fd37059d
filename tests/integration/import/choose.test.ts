import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { importRows, imports } from "@/db/schema/imports";
import { chooseForRows } from "@/lib/import/choose";
import { codesOf, type PlanWorld, rowOfId, startPlanWorld } from "@/tests/support/plan-world";

const ORG = "921596413";

/** Two in Fiken that could each be either of two in Rackbeat. */
async function undecided() {
  const world = await startPlanWorld();
  world.customer({ number: 7, name: "Avdeling Nord", company_vat: ORG });
  world.customer({ number: 8, name: "Avdeling Sør", company_vat: ORG });
  const [one, other] = [
    world.contact({ name: "Kjeden AS", organizationNumber: ORG, email: "a@x.example" }),
    world.contact({ name: "Kjeden Drift AS", organizationNumber: ORG, email: "b@x.example" }),
  ];
  await world.plan({ kinds: ["customer"] });
  const choose = (option: Parameters<typeof chooseForRows>[1]["option"], ...ids: number[]) =>
    chooseRows(world, ids, option);
  return { world, one, other, choose };
}

async function chooseRows(
  { db, installationId, rows }: PlanWorld,
  fikenIds: number[],
  option: Parameters<typeof chooseForRows>[1]["option"],
) {
  const all = await rows();
  const ids = fikenIds.map((id) => rowOfId(all, id).id);
  return chooseForRows(db, { installationId, rows: { ids }, option });
}

test("nothing of Rackbeat's is taken by two rows; what is given back can be taken", async () => {
  const { world, one, other, choose } = await undecided();
  const seventh = { choice: "link", rackbeatKey: "7" } as const;
  expect(await choose(seventh, one)).toEqual({ chosen: 1, left: 0 });
  expect(await choose(seventh, other)).toEqual({ chosen: 0, left: 1 });
  expect(await choose({ choice: "link", rackbeatKey: "8" }, one)).toEqual({ chosen: 1, left: 0 });
  expect(await choose(seventh, other)).toEqual({ chosen: 1, left: 0 });
  const rows = await world.rows();
  expect(rowOfId(rows, one)).toMatchObject({
    action: "link",
    rackbeatKey: "8",
    proposed: "conflict",
  });
  expect(rowOfId(rows, other)).toMatchObject({ action: "link", rackbeatKey: "7" });
});

test("of two chosen in one go for the same, the first in the list has it", async () => {
  const { world, one, other, choose } = await undecided();
  const seventh = { choice: "link", rackbeatKey: "7" } as const;
  expect(await choose(seventh, other, one)).toEqual({ chosen: 1, left: 1 });
  expect(rowOfId(await world.rows(), one)).toMatchObject({ action: "link" });
  expect(rowOfId(await world.rows(), other)).toMatchObject({ action: "conflict" });
});

test("the database itself refuses a second row for the same", async () => {
  const { world, one, other, choose } = await undecided();
  await choose({ choice: "link", rackbeatKey: "7" }, one);
  const { id } = rowOfId(await world.rows(), other);
  const taking = world.db
    .update(importRows)
    .set({ action: "create", rackbeatKey: "7" })
    .where(eq(importRows.id, id));
  await expect(taking).rejects.toThrow();
});

test("a choice that could mean several is left to each row", async () => {
  const { one, other, choose } = await undecided();
  expect(await choose({ choice: "link" }, one, other)).toEqual({ chosen: 0, left: 2 });
});

test("all that match are chosen for at once, and set back to what was proposed", async () => {
  const { world, one, other } = await undecided();
  const { db, installationId } = world;
  const bulk = (option: Parameters<typeof chooseForRows>[1]["option"]) =>
    chooseForRows(db, { installationId, rows: { filter: { kind: "customer" } }, option });
  expect(await bulk({ choice: "create" })).toEqual({ chosen: 2, left: 0 });
  const made = await world.rows();
  expect([rowOfId(made, one), rowOfId(made, other)]).toMatchObject([
    { action: "create", rackbeatKey: "10001" },
    { action: "create", rackbeatKey: "10002" },
  ]);
  expect(await bulk({ choice: "proposed" })).toEqual({ chosen: 2, left: 0 });
  expect(rowOfId(await world.rows(), one)).toMatchObject({ action: "conflict", rackbeatKey: null });
});

test("overwriting writes what differs, filling only what Rackbeat lacks", async () => {
  const world = await startPlanWorld();
  world.customer({ number: 7, name: "Gammelt navn", company_vat: ORG });
  const id = world.contact({ name: "Nytt navn", organizationNumber: ORG, email: "a@x.example" });
  const [filled] = await world.plan({ kinds: ["customer"] });
  expect(filled?.changes).toEqual([{ field: "contact_email", before: null, after: "a@x.example" }]);
  await chooseRows(world, [id], { choice: "overwrite" });
  expect((await world.rows())[0]).toMatchObject({
    ...{ action: "update", rackbeatKey: "7", proposed: "update" },
    changes: [
      { field: "name", before: "Gammelt navn", after: "Nytt navn" },
      { field: "contact_email", before: null, after: "a@x.example" },
    ],
  });
});

test("a failed row waits again, without its problem; what is under way or done stays", async () => {
  const { world, one, other, choose } = await undecided();
  const set = (state: "failed" | "writing") =>
    world.db.update(importRows).set({
      ...{ state, attempts: 3 },
      problems: [{ code: "rackbeat.refused", details: { status: 422, message: "Nei" } }],
    });
  await set("failed");
  expect(await choose({ choice: "create" }, one)).toEqual({ chosen: 1, left: 0 });
  const row = rowOfId(await world.rows(), one);
  expect(row).toMatchObject({ state: "waiting", attempts: 0 });
  expect(codesOf(row)).toEqual([]);
  await set("writing");
  expect(await choose({ choice: "create" }, one, other)).toEqual({ chosen: 0, left: 2 });
});

test("a finished import is paused by a choice, so that it can go on with it", async () => {
  const { world, one, choose } = await undecided();
  await world.db.update(imports).set({ status: "finished", finishedAt: new Date() });
  await choose({ choice: "create" }, one);
  expect(await world.import()).toMatchObject({ status: "paused", finishedAt: null });
});

test.each(["planning", "running", "closed"] as const)(
  "nothing is chosen while it is %s",
  async (status) => {
    const { world, one, choose } = await undecided();
    await world.db.update(imports).set({ status });
    await expect(choose({ choice: "create" }, one)).rejects.toMatchObject({
      problem: { code: "import.not_now", details: { status } },
    });
  },
);
