import { readFile } from "node:fs/promises";
import type { BrowserContext, Page } from "@playwright/test";
import axe from "axe-core";
import { STAFF, STRANGER } from "@/tests/system/system";
import { handedOverBrowser, openContext } from "./browser-context";
import { test as base, expect } from "./fixtures";
import { signInAsStaff } from "./staff-sign-in";

/** A browser of the staff's own: the dashboard is no frame, and sets a cookie. */
const test = base.extend<{ staffContext: BrowserContext; page: Page }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from its first parameter
  staffContext: async ({}, use) => {
    const { context, close } = await openContext(handedOverBrowser(), { cookies: "allowed" });
    await use(context);
    await close();
  },
  page: async ({ staffContext }, use) => {
    const page = await staffContext.newPage();
    const errors: string[] = [];
    page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
    page.on("pageerror", (error) => errors.push(String(error)));
    await use(page);
    expect(errors, "console errors").toEqual([]);
  },
});

/** What WCAG 2.1 AA holds against the page, as axe finds it. */
async function violationsOn(page: Page): Promise<string[]> {
  // As the debugger does: the page's own policy lets no script in.
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    (globalThis as unknown as { axe: typeof axe }).axe.run({
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"],
    }),
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

test("the vendor's staff sign in; a stranger is refused, and the log tells", async ({
  system: { appUrl },
  staffContext,
  page,
}) => {
  await signInAsStaff(page, appUrl, STRANGER);
  await expect(page.getByRole("main").getByRole("alert")).toContainText("har ikke adgang");
  await page.goto(`${appUrl}/vendor/agreements`);
  await expect(page.getByRole("button", { name: "Logg inn" })).toBeVisible();
  expect((await fetch(`${appUrl}/vendor/exports/agreements`)).status).toBe(404);

  await staffContext.clearCookies();
  await signInAsStaff(page, appUrl, STAFF);
  await page.getByRole("link", { name: "Logg", exact: true }).click();
  const log = page.getByRole("table", { name: "Logg" });
  await expect(log.getByRole("row", { name: STAFF.email })).toContainText("Logget inn");
  await expect(log.getByRole("row", { name: STRANGER.email })).toContainText("Avvist");

  const session = (await staffContext.cookies(`${appUrl}/vendor`)).find(
    ({ name }) => name === "staff-session",
  );
  expect(session).toMatchObject({ path: "/vendor", httpOnly: true, sameSite: "Lax" });
  expect((await staffContext.cookies(`${appUrl}/settings/1/x`)).map(({ name }) => name)).toEqual(
    [],
  );

  await page.getByRole("button", { name: "Logg ut" }).click();
  await expect(page.getByRole("button", { name: "Logg inn" })).toBeVisible();
});

test("a month is closed for good, and its file says what the screen says", async ({
  system: { appUrl },
  page,
}) => {
  await signInAsStaff(page, appUrl, STAFF);
  await page.getByRole("link", { name: "Fakturering" }).click();
  const months = page.getByRole("table", { name: "Fakturering" });
  await expect(months.getByRole("row").last()).toContainText("Åpen");
  await months.getByRole("link").last().click();
  await expect(page.getByRole("heading", { level: 1, name: "Fakturagrunnlag" })).toBeVisible();
  const lines = page.getByRole("table", { name: "Linjer" });
  await expect(lines).toContainText("en halv øre rundet opp");
  const net = (await lines.getByRole("row").nth(1).getByRole("cell").nth(3).textContent()) ?? "";

  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: "Last ned CSV" }).click();
  const file = await readFile(await (await downloading).path(), "utf8");
  expect(file.charCodeAt(0)).toBe(0xfeff);
  expect(file).toContain(`;${net.replace(/[^\d,]/g, "")};Utenfor dansk mva.;0,00;`);

  await page.getByLabel(/lukker .* for godt/).check();
  await page.getByRole("button", { name: /^Lukk / }).click();
  await expect(page.getByText(`av ${STAFF.email}`)).toBeVisible();
  await expect(page.getByRole("button", { name: /^Lukk / })).toHaveCount(0);
  await page.getByRole("link", { name: "Fakturering" }).click();
  await expect(months.getByRole("row").last()).toContainText(`av ${STAFF.email}`);
});

test("an agreement is found, taken over, and given back with a reason", async ({
  system: { appUrl },
  page,
}) => {
  const today = new Date().toISOString().slice(0, 10);
  await signInAsStaff(page, appUrl, STAFF);
  await page.getByRole("link", { name: "Avtaler", exact: true }).click();
  await page.getByLabel("Firma, avtale eller organisasjonsnummer").fill("beta");
  await page.getByRole("button", { name: "Søk" }).click();
  const found = page.getByRole("table", { name: "Avtaler" });
  await expect(found.getByRole("row")).toHaveCount(2);
  await expect(found).toContainText("Aktiv");
  await found.getByRole("link", { name: "Beta Te AS" }).click();

  await page.getByLabel("Rackbeat fakturerer fra").fill(today);
  const takeOver = page.locator("form", { hasText: "Overta avtalen" });
  await takeOver.getByLabel("Begrunnelse").fill("Avtalt med Rackbeat");
  await takeOver.getByRole("checkbox").check();
  await takeOver.getByRole("button").click();
  await expect(takeOver.getByRole("status")).toHaveText("Overtakelsen er skrevet ned.");
  await expect(page.getByRole("definition").filter({ hasText: "Overtatt" })).toBeVisible();

  await page.getByText("Angre overtakelsen").first().click();
  const reversal = page.locator("form", { hasText: "Vi fakturerer igjen fra" });
  await reversal.getByLabel("Vi fakturerer igjen fra").fill(today);
  await reversal.getByLabel("Begrunnelse").fill("Ombestemt");
  await reversal.getByRole("button").click();
  await expect(page.getByText(/^Angret \d/)).toContainText("Ombestemt");
  await expect(page.getByRole("definition").filter({ hasText: "Aktiv" })).toBeVisible();
});

test("every page is accessible, says nothing to another site's frame, and keeps no copy", async ({
  system: { appUrl },
  page,
}) => {
  await page.goto(`${appUrl}/vendor`);
  expect(await violationsOn(page), "sign-in").toEqual([]);
  await signInAsStaff(page, appUrl, STAFF);
  await expect(page.getByRole("table").first()).toBeVisible();
  const pages = [
    ...["", "/months", "/agreements", "/operations", "/take-over", "/audit", "/movements"],
    await addressOfFirst(page, appUrl, "/months"),
    await addressOfFirst(page, appUrl, "/agreements"),
  ];
  for (const path of pages) {
    const response = await page.goto(`${appUrl}/vendor${path}`);
    const headers = response?.headers() ?? {};
    expect(headers["content-security-policy"], path).toContain("frame-ancestors 'none'");
    expect(headers["x-frame-options"], path).toBe("DENY");
    expect(headers["cache-control"], path).toContain("no-store");
    expect(await violationsOn(page), path).toEqual([]);
  }
});

async function addressOfFirst(page: Page, appUrl: string, list: string): Promise<string> {
  await page.goto(`${appUrl}/vendor${list}`);
  const link = page.getByRole("main").getByRole("rowheader").getByRole("link").first();
  return ((await link.getAttribute("href")) ?? "").replace("/vendor", "");
}
