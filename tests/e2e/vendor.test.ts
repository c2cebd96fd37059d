import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { BrowserContext, Page } from "@playwright/test";
import axe from "axe-core";
import { STAFF, STRANGER } from "@/tests/system/system";
import { handedOverBrowser, openContext } from "./browser-context";
import { test as base, expect } from "./fixtures";

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

async function signIn(
  page: Page,
  appUrl: string,
  { email, password }: typeof STAFF,
): Promise<void> {
  await page.goto(`${appUrl}/vendor`);
  await page.getByRole("button", { name: "Logg inn" }).click();
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Log in" }).click();
}

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
  await signIn(page, appUrl, STRANGER);
  await expect(page.getByRole("main").getByRole("alert")).toContainText("har ikke adgang");
  await page.goto(`${appUrl}/vendor/agreements`);
  await expect(page.getByRole("button", { name: "Logg inn" })).toBeVisible();
  expect((await fetch(`${appUrl}/vendor/exports/agreements`)).status).toBe(404);
  const takeIn = { method: "POST", headers: { origin: appUrl }, body: "x" };
  expect((await fetch(`${appUrl}/vendor/hand-over?step=take-in`, takeIn)).status).toBe(404);

  await staffContext.clearCookies();
  await signIn(page, appUrl, STAFF);
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
  await signIn(page, appUrl, STAFF);
  await page.getByRole("link", { name: "Fakturering" }).click();
  const months = page.getByRole("table", { name: "Fakturering" });
  await expect(months.getByRole("row").last()).toContainText("Åpen");
  await months.getByRole("link").last().click();
  await expect(page.getByRole("heading", { level: 1, name: "Fakturagrunnlag" })).toBeVisible();
  const lines = page.getByRole("table", { name: "Linjer" });
  await expect(lines).toContainText("en halv øre rundet opp");
  const net = (await lines.getByRole("row").nth(1).getByRole("cell").nth(3).textContent()) ?? "";

  const file = await downloaded(page, "Last ned CSV");
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
  await signIn(page, appUrl, STAFF);
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

test("a hand-over is downloaded, looked at, refused where the agreement is, and taken in where it is not", async ({
  system: { appUrl },
  page,
}) => {
  await signIn(page, appUrl, STAFF);
  await page.getByRole("link", { name: "Avtaler", exact: true }).click();
  await page
    .getByRole("table", { name: "Avtaler" })
    .getByRole("link", { name: "Beta Te AS" })
    .click();
  await expect(page.getByText("Overleveringen kan lastes ned når")).toBeVisible();
  const takeOver = page.locator("form", { hasText: "Overta avtalen" });
  await takeOver.getByLabel("Rackbeat fakturerer fra").fill("2099-01-01");
  await takeOver.getByLabel("Begrunnelse").fill("Avtalt med Rackbeat");
  await takeOver.getByRole("checkbox").check();
  await takeOver.getByRole("button").click();
  const beta = await downloaded(page, "Last ned overleveringen");
  const [header = "", ...records] = beta.trimEnd().split("\n");
  expect(JSON.parse(header)).toMatchObject({
    type: "header",
    version: 1,
    companyName: "Beta Te AS",
  });
  expect(JSON.parse(records.at(-1) ?? "")).toEqual({ type: "end", records: records.length });

  const pages = page.getByRole("navigation", { name: "Sider" });
  await pages.getByRole("link", { name: "Overtakelse" }).click();
  expect(await downloaded(page, "Last ned alle overtatte avtaler")).toContain("Beta Te AS");
  const schema = await downloaded(page, "Last ned filformatet (JSON Schema)");
  expect(JSON.parse(schema)).toMatchObject({ title: "fiken-for-rackbeat/hand-over, version 1" });

  const offer = async (text: string) => {
    await page
      .getByLabel("Fil med overlevering (.jsonl)")
      .setInputFiles({ name: "x.jsonl", mimeType: "application/jsonl", buffer: Buffer.from(text) });
    await page.getByRole("button", { name: "Se hva filen inneholder" }).click();
  };
  const takingIn = page.getByRole("table", { name: "Avtaler i filen" });
  const taken = page.getByRole("button", { name: "Ta inn 1 avtale" });
  await offer("Konto;Navn");
  await expect(page.getByRole("main").getByRole("alert")).toContainText(
    "Filen er ikke en overlevering.",
  );
  await offer(beta);
  await expect(takingIn).toContainText("Avtalen har allerede data her.");
  const told = page.getByRole("main").getByRole("status");
  await expect(told).toHaveText("Ingen avtale kan tas inn, 1 kan ikke.");
  await expect(taken).toHaveCount(0);

  await offer(handOverOfStranger(header, records));
  await expect(takingIn.getByRole("row", { name: "Gamma Garn AS" })).toContainText("Kan tas inn");
  expect(await violationsOn(page), "what a file holds").toEqual([]);
  await taken.press("Enter");
  await expect(told).toContainText("1 avtale er tatt inn.");
  await expect(takingIn).toContainText("Tatt inn");
  expect(await violationsOn(page), "taken in").toEqual([]);
  await page.getByRole("button", { name: "Se hva filen inneholder" }).click();
  await expect(takingIn).toContainText("Avtalen har allerede data her.");

  // Signed in, and not from our page.
  const foreign = await page.request.post(`${appUrl}/vendor/hand-over?step=take-in`, { data: "x" });
  expect(foreign.status()).toBe(404);

  await pages.getByRole("link", { name: "Logg" }).click();
  const log = page.getByRole("table", { name: "Logg" });
  await expect(log.getByRole("row", { name: "Tok inn en overlevering" })).toContainText("990007");
  await expect(log.getByRole("row", { name: "hand-overs" })).toContainText("Lastet ned");
});

/** The same hand-over, as of an agreement that nobody has here. */
function handOverOfStranger(header: string, records: readonly string[]): string {
  const stranger = { agreementId: "990007", companyName: "Gamma Garn AS" };
  const settings = records.find((line) => line.includes('"type":"settings"')) ?? "";
  const own = { ...JSON.parse(header), ...stranger, installationId: randomUUID() };
  return [JSON.stringify(own), settings, '{"type":"end","records":2}', ""].join("\n");
}

async function downloaded(page: Page, link: string): Promise<string> {
  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: link }).click();
  return readFile(await (await downloading).path(), "utf8");
}

test("every page is accessible, says nothing to another site's frame, and keeps no copy", async ({
  system: { appUrl },
  page,
}) => {
  await page.goto(`${appUrl}/vendor`);
  expect(await violationsOn(page), "sign-in").toEqual([]);
  await signIn(page, appUrl, STAFF);
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
