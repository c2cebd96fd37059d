import { expect, test } from "vitest";
import { listBoundKeys } from "@/db/queries/bindings";
import { chooseForRows } from "@/lib/import/choose";
import { continueImport } from "@/lib/import/continue-import";
import { readImportForm } from "@/lib/import/form";
import { startImport } from "@/lib/import/once";
import { beginPlan } from "@/lib/import/plan";
import { rowOfId, startPlanWorld } from "@/tests/support/plan-world";

const ORG = "921596413";

test("proposed, planned, chosen for and run: everything of Fiken's is in Rackbeat, once, and bound", async () => {
  const world = await startPlanWorld();
  const { db, installationId, connection, agreement } = world;
  world.customer({ number: 7, name: "Fra før AS", company_vat: ORG });
  world.item({ number: "OLD", name: "Gammel" });
  const linked = world.contact({
    name: "Fra før AS",
    organizationNumber: ORG,
    email: "f@x.example",
  });
  const made = world.contact({
    name: "Ny AS",
    email: "n@x.example",
    supplier: true,
    customer: true,
  });
  const twins = ["Skole", "Kontor"].map((name) =>
    world.contact({ name, organizationNumber: "929943031", email: `${name}@x.example` }),
  );
  const old = world.product({ name: "Gammel", productNumber: "OLD" });
  const long = world.product({ name: "Lang", productNumber: "x".repeat(40), stock: 5 });

  const { proposed } = await readImportForm(db, { installationId });
  const stock = { openingStock: { location: 1, date: "2026-03-02" } };
  const rows = await world.plan({ ...proposed, ...stock });
  expect(rows.filter(({ action }) => action === "conflict").map(({ fikenId }) => fikenId)).toEqual(
    twins,
  );
  await chooseForRows(db, {
    ...{
      installationId,
      rows: { filter: { actions: ["conflict"] } },
      option: { choice: "create" },
    },
  });
  await startImport(db, { installationId });
  for (;;) {
    const { more, waitMs } = await continueImport(db, {
      installationId,
      budgetMs: 20_000,
      now: world.now,
    });
    if (!more) break;
    if (waitMs > 0) await world.passTime(waitMs);
  }

  const after = await world.rows();
  expect((await world.import()).status).toBe("finished");
  expect(after.map(({ state }) => state)).toEqual(after.map(() => "done"));
  expect(
    agreement.customers
      .list()
      .map(({ name }) => name)
      .toSorted(),
  ).toEqual(["Fra før AS", "Kontor", "Ny AS", "Skole"].toSorted());
  expect(agreement.customers.find(7)).toMatchObject({ contact_email: "f@x.example" });
  expect(agreement.suppliers.list()).toMatchObject([{ number: 20_001, name: "Ny AS" }]);
  expect(agreement.products.find("x".repeat(25))).toMatchObject({ stock_quantity: 5 });
  const bound = await listBoundKeys(db, {
    ...{ installationId, connectionId: connection.id, kinds: ["customer", "supplier", "product"] },
  });
  expect(bound.map(({ fikenId }) => fikenId).toSorted()).toEqual(
    [linked, made, made, ...twins, old, long].toSorted(),
  );
  expect(rowOfId(after, linked)).toMatchObject({ action: "update", rackbeatKey: "7" });

  await expect(beginPlan(db, { installationId, choices: proposed })).rejects.toMatchObject({
    problem: { code: "import.not_now", details: { status: "finished" } },
  });
});
