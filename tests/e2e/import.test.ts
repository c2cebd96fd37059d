import { readFile } from "node:fs/promises";
import type { Locator } from "@playwright/test";
import { install, openSettings, setUp } from "@/tests/system/visitor";
import { expect, test } from "./fixtures";
import { tabTo, tabToAndPress } from "./keyboard";
import { seedMany } from "./many-in-fiken";

const MANY = { customers: 4_000, suppliers: 2_000, products: 4_000 };
const PAGE_SIZE = 50;
/** Whatever is done with the list shows within this time, however many rows there are. */
const AT_ONCE_MS = 2_000;

/** Good enough for an import, were one still possible. */
const CHOICES = {
  ...{ kinds: ["supplier"], includeInactive: false, openingStock: null },
  ...{ customer: null, product: null, paymentTermsByDays: {}, groupByAccount: {} },
  supplier: { group: 1, paymentTerms: 1, vatZone: "domestic" },
};

test("ten thousand rows are planned, chosen, imported, undone and closed with the keyboard alone", async ({
  system,
  agreementId,
  rackbeatPage: page,
  frame,
  openApp,
  witness,
}) => {
  test.setTimeout(150_000);
  // The second import that is tried in the end.
  witness.expected = /409 \(Conflict\)/;
  seedMany(system.fiken, MANY);
  await install(system, agreementId);
  const visitor = await openSettings(system, agreementId);
  await setUp(visitor);
  await openApp();
  const rows = frame.getByRole("list", { name: "Rader" }).getByRole("listitem");
  const range = frame.getByRole("navigation", { name: "Bla i radene", exact: true });
  const press = (key: string) => page.keyboard.press(key);
  const go = (wanted: Locator) => tabToAndPress(page, wanted, "Enter");
  const agreement = system.rackbeat.world.agreement(agreementId);
  const customersBefore = agreement.customers.list().length;

  await test.step("from the set-up to what can be chosen", async () => {
    await go(frame.getByRole("link", { name: "Oppsett", exact: true }));
    await go(frame.getByRole("link", { name: "Se på importen" }));
    await expect(frame.getByRole("link", { name: "Hopp over nå" })).toBeVisible();
    await go(frame.getByRole("button", { name: "Vis hva som vil skje" }));
  });

  const total = await test.step("a plan of all of them, counted, one page at a time", async () => {
    await expect(frame.getByRole("heading", { name: "Dette vil skje" })).toBeVisible({
      timeout: 60_000,
    });
    await expect(rows).toHaveCount(PAGE_SIZE);
    expect(agreement.customers.list()).toHaveLength(customersBefore);
    const found = await range.textContent();
    const count = Number(found?.match(/av ([\d\s]+)/)?.[1]?.replaceAll(/\s/g, ""));
    expect(count).toBeGreaterThanOrEqual(10_000);
    return count;
  });
  const grouped = new Intl.NumberFormat("nb-NO").format(total);

  await test.step("arrows go between rows and pages, and one row is one stop", async () => {
    const box = (index: number) => rows.nth(index).getByRole("checkbox");
    await tabTo(page, box(0));
    await press("ArrowDown");
    await expect(box(1)).toBeFocused();
    await press("Space");
    await expect(frame.getByText("1 rad valgt")).toBeVisible();
    await press("Tab");
    await expect(rows.nth(1).getByRole("button")).toBeFocused();
    await press("Tab");
    await expect(rows.nth(2).getByRole("checkbox")).not.toBeFocused();
    await press("Shift+Tab");
    await press("End");
    await press("ArrowDown");
    await expect(range).toContainText(`51–100 av ${grouped}`, { timeout: AT_ONCE_MS });
    await expect(rows.first().getByRole("button")).toBeFocused();
    await press("PageUp");
    await expect(range).toContainText("1–50 av", { timeout: AT_ONCE_MS });
    await expect(rows.last().getByRole("button")).toBeFocused();
    await go(range.getByRole("button", { name: "Siste" }));
    await expect(range).toContainText(`${grouped} av ${grouped}`, { timeout: AT_ONCE_MS });
    await expect(rows).toHaveCount(PAGE_SIZE);
  });

  await test.step("all are left out in one go, and three taken in again", async () => {
    await go(frame.getByRole("button", { name: `Velg alle ${grouped} som passer` }));
    await tabTo(page, frame.getByRole("combobox", { name: "Hva som skal skje med de valgte" }));
    await page.keyboard.type("Utelat");
    await go(frame.getByRole("button", { name: `Bruk på ${grouped} rader` }));
    await expect(frame.getByText(/rader er endret\./)).toBeVisible();
    await expect(frame.getByRole("button", { name: "Ingenting å importere" })).toBeDisabled();

    await tabTo(page, frame.getByRole("searchbox", { name: "Søk" }));
    await page.keyboard.type("Kunde 399 AS");
    await expect(rows).toHaveText([/^Kunde 399 AS/], { timeout: AT_ONCE_MS });
    await go(rows.first().getByRole("button", { name: "Detaljer for Kunde 399 AS" }));
    await go(rows.first().getByRole("button", { name: /^Opprett Kunde 399 AS som nr\. \d+$/ }));
    await expect(frame.getByRole("button", { name: "Importer 1 rad" })).toBeEnabled();
    await press("Escape");
    await expect(rows.first().getByRole("button", { name: /^Detaljer/ })).toBeFocused();

    const search = frame.getByRole("searchbox", { name: "Søk" });
    const showAll = frame.getByRole("button", { name: "Vis alle", exact: true });
    await tabTo(page, showAll, "Shift+Tab");
    await press("Enter");
    await expect(range).toContainText(`1–50 av ${grouped}`, { timeout: AT_ONCE_MS });
    await expect(search).toHaveValue("");
    await tabTo(page, search, "Shift+Tab");
    await page.keyboard.type("Kunde 3990 AS");
    await expect(rows).toHaveText([/^Kunde 3990 AS/], { timeout: AT_ONCE_MS });
    await tabToAndPress(page, frame.getByRole("checkbox", { name: "Velg alle på siden" }), "Space");
    await tabTo(
      page,
      frame.getByRole("combobox", { name: "Hva som skal skje med de valgte" }),
      "Shift+Tab",
    );
    await page.keyboard.type("Som foreslått");
    await go(frame.getByRole("button", { name: "Bruk på 1 rad" }));
    await expect(frame.getByRole("button", { name: "Importer 2 rader" })).toBeEnabled();
  });

  await test.step("those are imported", async () => {
    const start = frame.getByRole("button", { name: "Importer 2 rader" });
    await tabTo(page, start, "Shift+Tab");
    await press("Enter");
    await press("Escape");
    await tabTo(page, start);
    await press("Enter");
    await go(frame.getByRole("button", { name: "Ja, start importen" }));
    await expect(frame.getByRole("heading", { name: "Importen er ferdig" })).toBeVisible({
      timeout: 60_000,
    });
    const names = agreement.customers.list().map(({ name }) => name);
    expect(names).toHaveLength(customersBefore + 2);
    expect(names).toContain("Kunde 399 AS");
  });

  await test.step("one of them is taken back", async () => {
    await go(frame.getByRole("button", { name: /^Vis 2 rader: Kunder, Opprettet/ }));
    await expect(rows).toHaveCount(2);
    await tabToAndPress(
      page,
      frame.getByRole("checkbox", { name: "Velg Kunde 399 AS", exact: true }),
      "Space",
    );
    await tabTo(page, frame.getByRole("button", { name: "Angre", exact: true }), "Shift+Tab");
    await press("Enter");
    await go(frame.getByRole("button", { name: "Ja, angre" }));
    await expect(frame.getByRole("button", { name: "Vis 1 rad: Kunder, Angret" })).toBeVisible();
    expect(agreement.customers.list().map(({ name }) => name)).not.toContain("Kunde 399 AS");
  });

  await test.step("every row is in the file", async () => {
    const downloading = page.waitForEvent("download");
    await tabTo(page, frame.getByRole("button", { name: "Last ned alle rader som CSV" }));
    await press("Enter");
    const download = await downloading;
    const lines = (await readFile(await download.path(), "utf8")).trimEnd().split("\r\n");
    expect(lines).toHaveLength(total + 1);
    expect(lines.find((line) => line.includes(";Kunde 399 AS;"))).toMatch(/^Angret;Kunde;/);
    expect(lines.find((line) => line.includes(";Kunde 3990 AS;"))).toMatch(
      /^Opprettet;Kunde;Kunde 3990 AS;[^;]*;\d+;\d+;/,
    );
  });

  await test.step("closed, it is spent: on the screen and for the API", async () => {
    await go(frame.getByRole("button", { name: "Avslutt importen" }));
    const yes = frame.getByRole("button", { name: "Ja, avslutt for godt" });
    await expect(yes).toBeDisabled();
    await tabToAndPress(page, frame.getByRole("checkbox", { name: /^Jeg forstår/ }), "Space");
    await go(yes);
    await expect(frame.getByText(/og kan ikke kjøres igjen\.$/)).toBeVisible();
    await expect(frame.getByRole("link", { name: "Import", exact: true })).toHaveCount(0);
    await expect(frame.getByRole("button", { name: /^(Angre|Importer|Vis hva)/ })).toHaveCount(0);

    for (const [path, body] of [
      ["/import/plan", { choices: CHOICES }],
      ["/import/start", undefined],
      ["/import/resume", undefined],
      ["/import/retry", {}],
    ] as const) {
      await expect(visitor.send("POST", path, body)).rejects.toThrow(/409 .*import\./);
    }
  });
});
