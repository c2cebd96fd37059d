import { expect, test } from "vitest";
import { ensureBinding } from "@/db/queries/bindings";
import { type ImportRow, importEntities, imports } from "@/db/schema/imports";
import { beginPlan, continuePlan } from "@/lib/import/plan";
import { CHOICES } from "@/tests/support/import-world";
import { mortalDatabase } from "@/tests/support/mortal-database";
import { codesOf, rowOfId, startPlanWorld } from "@/tests/support/plan-world";
import { fiken, rackbeat } from "@/tests/support/providers";

const ORG = "921596413";
const OTHER_ORG = "929943031";

test("in an empty agreement everything of Fiken's is made, under the numbers it has there", async () => {
  const world = await startPlanWorld();
  const both = world.contact({
    ...{ name: "Nordlys Kafé AS", organizationNumber: ORG, email: "post@nordlys.example" },
    ...{ customer: true, supplier: true, daysUntilInvoicingDueDate: 30 },
    address: {
      ...{ streetAddress: "Storgata 1", postCode: "9008", city: "Tromsø", country: "Norway" },
    },
  });
  const abroad = world.contact({
    ...{ name: "Malmö Kök AB", email: "hej@kok.example", language: "ENGLISH" },
    address: { city: "Malmö", country: "Sweden" },
  });
  const lamp = world.product({
    name: "Lampe",
    productNumber: "L-1",
    unitPrice: 12_345,
    note: "God",
  });

  const rows = await world.plan({ paymentTermsByDays: { 30: 2 } });

  expect(rows.map(({ kind, action, rackbeatKey }) => [kind, action, rackbeatKey])).toEqual([
    ["customer", "create", "10001"],
    ["customer", "create", "10002"],
    ["supplier", "create", "20001"],
    ["product", "create", "L-1"],
  ]);
  expect(rows.flatMap(codesOf)).toEqual([]);
  expect(rowOfId(rows, both).body).toEqual({
    ...{ name: "Nordlys Kafé AS", company_name: "Nordlys Kafé AS", company_vat: ORG },
    ...{ contact_email: "post@nordlys.example", address_street: "Storgata 1" },
    ...{ address_zipcode: "9008", address_city: "Tromsø", address_country: "Norge" },
    ...{ customer_group_id: 1, payment_terms_id: 2, vat_zone: "domestic", layout_id: 1 },
    locale: "nb",
  });
  expect(rowOfId(rows, abroad).body).toMatchObject({
    ...{ vat_zone: "eu", locale: "en", address_country: "Sverige", payment_terms_id: 1 },
  });
  expect(rowOfId(rows, lamp)).toMatchObject({
    ...{ name: "Lampe", identity: "L-1", state: "waiting", proposed: "create" },
    body: { name: "Lampe", group: 1, sales_price: 123.45, unit_id: 1, description: "God" },
  });
  expect((await world.import()).status).toBe("planned");
});

test("planning writes nothing, on either side", async () => {
  const world = await startPlanWorld();
  world.contact({ organizationNumber: ORG });
  world.product({});
  world.customer({ name: "Kunde", company_vat: ORG });
  fiken.requests.length = 0;
  rackbeat.requests.length = 0;
  await world.plan();
  expect(new Set(fiken.requests.map(({ method }) => method))).toEqual(new Set(["GET"]));
  expect(new Set(rackbeat.requests.map(({ method }) => method))).toEqual(new Set(["GET"]));
});

test("in a half-filled agreement each finds its own, by what is most certain", async () => {
  const world = await startPlanWorld();
  world.customer({ number: 1, name: "Bundet AS", contact_email: "bundet@x.example" });
  world.customer({ number: 2, name: "Annet navn AS", company_vat: `NO ${ORG} MVA` });
  world.customer({ number: 3, name: "Tredje", contact_email: "tre@x.example" });
  world.customer({ number: 4, name: "Bare Navnet AS", contact_email: "n@x.example" });
  const bound = world.contact({ name: "Helt annet", organizationNumber: ORG });
  const byCompany = world.contact({
    ...{ name: "Femte AS", organizationNumber: "921 596 413", email: "fem@x.example" },
  });
  const byEmail = world.contact({ name: "Tredje navn", email: "Tre@x.example" });
  const byName = world.contact({ name: "bare  navnet as" });
  await ensureBinding(world.db, {
    ...{ installationId: world.installationId, connectionId: world.connection.id },
    ...{ kind: "customer", rackbeatKey: "1", fikenId: bound },
  });

  const rows = await world.plan({ kinds: ["customer"] });

  expect(rowOfId(rows, bound)).toMatchObject({
    ...{ action: "link", rackbeatKey: "1", matchedBy: "binding" },
  });
  expect(rowOfId(rows, byCompany)).toMatchObject({
    ...{ action: "update", rackbeatKey: "2", matchedBy: "organization_number" },
    changes: [{ field: "contact_email", before: null, after: "fem@x.example" }],
  });
  expect(rowOfId(rows, byEmail)).toMatchObject({
    ...{ action: "link", rackbeatKey: "3", matchedBy: "email" },
  });
  expect(rowOfId(rows, byName)).toMatchObject({
    ...{ action: "link", rackbeatKey: "4", matchedBy: "name" },
  });
});

test("our own key in Fiken's member number finds its own, though no list shows it", async () => {
  const world = await startPlanWorld();
  world.customer({ number: 41, name: "Nytt navn i Rackbeat" });
  world.customer({ number: 42, name: "En annen" });
  const id = world.contact({ name: "Gammelt navn", memberNumberString: "RB-C-41" });
  const [row] = await world.plan({ kinds: ["customer"] });
  expect(row).toMatchObject({
    ...{ fikenId: id, action: "link", rackbeatKey: "41", matchedBy: "member_number" },
  });
});

test("what nobody can tell is left to a person, with every way there is", async () => {
  const world = await startPlanWorld();
  world.customer({ number: 7, name: "Avdeling Nord", company_vat: ORG });
  world.customer({ number: 8, name: "Avdeling Sør", company_vat: ORG });
  const either = world.contact({ name: "Kjeden AS", organizationNumber: ORG });
  const [row] = await world.plan({ kinds: ["customer"] });
  expect(row).toMatchObject({
    ...{ fikenId: either, action: "conflict", rackbeatKey: null },
    problems: [{ code: "import.match_unsure", details: { by: "organization_number", count: 2 } }],
  });
  expect(waysOf(row)).toEqual([
    "link 7",
    "overwrite 7",
    "link 8",
    "overwrite 8",
    "create 10001",
    "skip -",
  ]);
});

test("an equal number alone is no match: both sides count by themselves", async () => {
  const world = await startPlanWorld();
  world.customer({ number: 10_001, name: "Andre AS", company_vat: OTHER_ORG });
  world.customer({ number: 10_002, name: "Uviss AS" });
  world.customer({ number: 10_003, name: "Tredje AS", contact_email: "gammel@x.example" });
  const another = world.contact({ name: "Første AS", organizationNumber: ORG });
  const unsure = world.contact({ name: "Noen AS" });
  const same = world.contact({ name: "Tredje AS" });
  const rows = await world.plan({ kinds: ["customer"] });
  expect(rowOfId(rows, another)).toMatchObject({ action: "create", rackbeatKey: "10004" });
  expect(codesOf(rowOfId(rows, another))).toEqual([
    "import.number_reassigned",
    "import.email_missing",
  ]);
  expect(rowOfId(rows, unsure)).toMatchObject({ action: "conflict", matchedBy: "number" });
  expect(rowOfId(rows, same)).toMatchObject({ action: "link", matchedBy: "number" });
});

test("messy contacts: each has a proposal and a reason", async () => {
  const world = await startPlanWorld();
  const first = world.contact({ name: "Dobbel AS", organizationNumber: ORG, email: "a@x.example" });
  const again = world.contact({ name: "DOBBEL AS", organizationNumber: ORG, email: "b@x.example" });
  const branch = world.contact({ name: "Kommunen, skole", organizationNumber: OTHER_ORG });
  const office = world.contact({ name: "Kommunen, kontor", organizationNumber: OTHER_ORG });
  const resting = world.contact({ name: "Hviler AS", email: "h@x.example", inactive: true });
  const typo = world.contact({
    name: "Feil AS",
    organizationNumber: "921596414",
    email: "ikke e-post",
  });
  const member = world.contact({ name: "Uten nummer", email: "u@x.example" });
  const numberless = world.books.contacts.get(member);
  if (!numberless) throw new Error("The contact is gone");
  delete numberless.customerNumber;

  const rows = await world.plan({ kinds: ["customer"] });
  const shown = (id: number) => {
    const row = rowOfId(rows, id);
    return [row.action, row.rackbeatKey, ...codesOf(row)];
  };
  expect(shown(first)).toEqual(["create", "10001"]);
  expect(shown(again)).toEqual(["skip", null, "import.duplicate"]);
  expect(shown(branch)).toEqual(["conflict", null, "import.maybe_duplicate"]);
  expect(shown(office)).toEqual(["conflict", null, "import.maybe_duplicate"]);
  expect(shown(resting)).toEqual(["skip", null, "import.inactive"]);
  expect(shown(typo)).toEqual([
    ...["create", "10006"],
    ...["import.organization_number_invalid", "import.email_unusable"],
  ]);
  expect(shown(member)).toEqual(["create", "10007", "import.number_missing"]);
  expect(rowOfId(rows, again).problems).toMatchObject([
    { details: { name: "Dobbel AS", number: "10001" } },
  ]);
  expect(waysOf(rowOfId(rows, branch))).toEqual(["create 10003", "skip -"]);

  const withInactive = await world.plan({ kinds: ["customer"], includeInactive: true });
  expect(rowOfId(withInactive, resting)).toMatchObject({
    ...{ action: "create", body: { is_barred: true } },
  });
});

test("messy products: missing, repeated and overlong numbers each get one of their own", async () => {
  const world = await startPlanWorld();
  world.item({ number: "TAKEN", name: "En annen" });
  world.item({ number: "sett-1", name: "Sett", lines: [{ item_id: "TAKEN", quantity: 1 }] }, "lot");
  const long = "N".repeat(30);
  const missing = world.product({ name: "Uten nummer" });
  const kept = world.product({ name: "Like", productNumber: "R-1" });
  const repeated = world.product({ name: "Like", productNumber: "R-1" });
  const blue = world.product({ name: "Blå", productNumber: "R-2" });
  const red = world.product({ name: "Rød", productNumber: "r-2" });
  const overlong = world.product({ name: "Lang", productNumber: long });
  const overlongToo = world.product({ name: "Lang også", productNumber: `${long}X` });
  const lot = world.product({ name: "Sett", productNumber: "SETT-1" });
  const wordy = world.product({ name: "æ".repeat(300), productNumber: "W" });
  const priceless = world.product({ name: "Prisløs", productNumber: "P", unitPrice: undefined });

  const rows = await world.plan({ kinds: ["product"] });
  const shown = (id: number) => {
    const row = rowOfId(rows, id);
    return [row.action, row.rackbeatKey, ...codesOf(row)];
  };
  expect(shown(missing)).toEqual(["create", `F-${missing}`, "import.number_missing"]);
  expect(shown(kept)).toEqual(["create", "R-1"]);
  expect(shown(repeated)).toEqual(["skip", null, "import.duplicate"]);
  expect(shown(blue)).toEqual(["conflict", null, "import.maybe_duplicate"]);
  expect(shown(red)).toEqual([
    ...["conflict", null, "import.maybe_duplicate", "import.number_reassigned"],
  ]);
  expect(waysOf(rowOfId(rows, red))).toEqual(["create r-2-2", "skip -"]);
  expect(shown(overlong)).toEqual(["create", "N".repeat(25), "import.number_too_long"]);
  expect(shown(overlongToo)).toEqual(["create", `${"N".repeat(23)}-2`, "import.number_too_long"]);
  expect(shown(lot)).toEqual(["skip", null, "import.is_lot"]);
  expect(shown(wordy)).toEqual(["create", "W", "import.text_too_long"]);
  expect(rowOfId(rows, wordy).body?.name).toHaveLength(255);
  expect(shown(priceless)).toEqual(["create", "P", "import.price_missing"]);
});

test("opening stock is planned where it can be kept: for new products, in groups with stock", async () => {
  const world = await startPlanWorld();
  world.item({ number: "OLD", name: "Gammel" });
  const ids = {
    kept: world.product({ productNumber: "A", stock: 12.5 }),
    none: world.product({ productNumber: "B" }),
    service: world.product({ productNumber: "C", stock: 3, incomeAccount: "3050", vatType: "LOW" }),
    negative: world.product({ productNumber: "D", stock: -2 }),
    old: world.product({ productNumber: "OLD", stock: 4, name: "Gammel" }),
  };
  const rows = await world.plan({
    ...{ kinds: ["product"], openingStock: { location: 1, date: "2026-03-02" } },
    groupByAccount: { "3000:HIGH": 1, "3050:LOW": 2 },
  });
  const shown = (id: number) => [rowOfId(rows, id).stock, ...codesOf(rowOfId(rows, id))];
  expect(shown(ids.kept)).toEqual(["12.5"]);
  expect(shown(ids.none)).toEqual([null]);
  expect(shown(ids.service)).toEqual([null, "import.stock_not_kept"]);
  expect(shown(ids.negative)).toEqual([null, "import.stock_not_kept"]);
  expect(rowOfId(rows, ids.old)).toMatchObject({
    problems: [{ code: "import.stock_differs", details: { stock: "4", rackbeatStock: "0" } }],
  });
});

test("killed at any instant and resumed, it comes to the same plan", async () => {
  const world = await startPlanWorld();
  for (let count = 0; count < 230; count += 1) {
    world.contact({ name: `Kunde ${count % 200}`, email: `k${count}@x.example` });
  }
  for (let count = 0; count < 30; count += 1) world.product({ productNumber: `P-${count % 25}` });
  for (let count = 0; count < 120; count += 1) world.customer({ name: `Kunde ${count}` });
  const undisturbed = (await world.plan()).map(withoutIds);
  expect(undisturbed).toHaveLength(260);

  const { installationId } = world;
  const choices = { ...CHOICES, openingStock: null };
  await beginPlan(world.db, { installationId, choices });
  let deaths = 0;
  for (let lives = 1; lives < 100; lives += 3) {
    const { mortal } = mortalDatabase(world.db, lives);
    await continuePlan(mortal, { installationId, budgetMs: 20_000 }).catch(() => {
      deaths += 1;
    });
    if ((await world.import()).status === "planned") break;
    // A lane that a dead process holds is free again after half a minute.
    await world.passTime(60_000);
  }
  expect(deaths).toBeGreaterThan(3);
  expect((await world.rows()).map(withoutIds)).toEqual(undisturbed);
});

test("two that plan at once come to one plan", async () => {
  const world = await startPlanWorld();
  for (let count = 0; count < 250; count += 1) world.contact({ name: `Kunde ${count}` });
  const { db, installationId } = world;
  await beginPlan(db, { installationId, choices: { ...CHOICES, kinds: ["customer"] } });
  await Promise.all([world.goOn(), world.goOn(), world.goOn()]);
  const rows = await world.rows();
  expect(rows).toHaveLength(250);
  expect(new Set(rows.map(({ rackbeatKey }) => rackbeatKey)).size).toBe(250);
});

test("a plan may be made anew with other choices, and leaves nothing of the former one", async () => {
  const world = await startPlanWorld();
  world.contact({ supplier: true, customer: true });
  await world.plan();
  const rows = await world.plan({ kinds: ["supplier"] });
  expect(rows.map(({ kind }) => kind)).toEqual(["supplier"]);
});

test("one who still works on a former plan writes nothing into the new one", async () => {
  const world = await startPlanWorld();
  world.contact({ name: "Kunde AS", customer: true });
  world.contact({ name: "Leverandør AS", supplier: true });
  const { db, installationId } = world;
  await beginPlan(db, { installationId, choices: { ...CHOICES, kinds: ["customer"] } });
  let isAnew = false;
  fiken.hook = async (phase, { path }) => {
    if (isAnew || phase !== "after-commit" || !path.includes("contacts")) return undefined;
    isAnew = true;
    // The same choices, so that both plans have the same stages.
    await beginPlan(db, { installationId, choices: { ...CHOICES, kinds: ["customer"] } });
    await db.update(imports).set({ cursor: { stage: "fiken:contact", at: 0 } });
    return undefined;
  };
  await continuePlan(db, { installationId, budgetMs: 20_000 });
  expect(await world.import()).toMatchObject({ status: "planning", revision: 2 });
  expect(await db.select().from(importEntities)).toEqual([]);
});

test("a passing trouble is waited out, one that is not is told", async () => {
  const world = await startPlanWorld();
  const { db, installationId } = world;
  await beginPlan(db, { installationId, choices: { ...CHOICES, kinds: ["customer"] } });
  fiken.faults.add({ kind: "500-before", path: /contacts/ });
  expect(await continuePlan(db, { installationId, budgetMs: 20_000 })).toMatchObject({
    ...{ more: true, waitMs: expect.any(Number) },
  });
  expect((await world.import()).failure).toMatchObject({ code: "provider.unavailable" });
  await world.goOn();
  expect(await world.import()).toMatchObject({ status: "planned", failure: null });
});

const waysOf = (row: ImportRow | undefined) =>
  row?.options.map(({ choice, rackbeatKey }) => `${choice} ${rackbeatKey ?? "-"}`);

function withoutIds({ id: _, createdAt: _c, updatedAt: _u, ...row }: ImportRow) {
  return row;
}
