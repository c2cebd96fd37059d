import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { BrowserContext, Page } from "@playwright/test";
import axe from "axe-core";
import { STAFF, STRANGER } from "@/tests/system/system";
import { install } from "@/tests/system/visitor";
import { handedOverBrowser, openContext } from "./browser-context";
import { test as base, expect } from "./fixtures";
import { signIn } from "./staff-sign-in";

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

test("the files of agreements and of movements say what the screen says, to the øre", async ({
  system: { appUrl },
  page,
}) => {
  await signIn(page, appUrl, STAFF);
  await expect(page.getByRole("table").first()).toBeVisible();
  const first = page.getByRole("table", { name: "Tolv måneder" }).getByRole("link").nth(1);
  const month = new URL((await first.getAttribute("href")) ?? "", appUrl).searchParams.get("month");
  const lists = [
    { path: "/agreements", amountAt: 2, fileAmountAt: 8 },
    { path: `/movements?month=${month}`, amountAt: 3, fileAmountAt: 5 },
  ];
  for (const { path, amountAt, fileAmountAt } of lists) {
    const shown: string[][] = [];
    for (let next: string | null = `/vendor${path}`; next; next = await nextPageOf(page)) {
      await page.goto(`${appUrl}${next}`);
      const rows = page.getByRole("main").getByRole("table").getByRole("row");
      for (const row of (await rows.all()).slice(1)) {
        const cells = await row.getByRole("cell").or(row.getByRole("rowheader")).allInnerTexts();
        const company = cells[0]?.split("\n")[0] ?? "";
        const amount = (cells[amountAt] ?? "").replace("\u2212", "-");
        shown.push([company, amount.replace(/[^\d,-]/g, "")]);
      }
    }
    const downloading = page.waitForEvent("download");
    await page.getByRole("link", { name: "Last ned CSV" }).click();
    const file = await readFile(await (await downloading).path(), "utf8");
    const [, ...lines] = file.trimEnd().split("\r\n");
    const cells = lines.map((line) => line.split(";"));
    expect(shown.length, path).toBeGreaterThan(0);
    const companyAt = path === "/agreements" ? 1 : 2;
    expect(cells.map((row) => [row[companyAt], row[fileAmountAt]])).toEqual(shown);
  }
});

async function nextPageOf(page: Page): Promise<string | null> {
  const next = page.getByRole("link", { name: "Neste", exact: true });
  return (await next.count()) === 0 ? null : next.getAttribute("href");
}

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
  const inHalfAYear = new Date(Date.now() + 180 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
  await takeOver.getByLabel("Rackbeat fakturerer fra").fill(inHalfAYear);
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

test("what was typed stays where a form is refused, and the log tells what was agreed in words", async ({
  system: { appUrl },
  page,
}) => {
  await signIn(page, appUrl, STAFF);
  await page.goto(`${appUrl}/vendor/agreements?search=alfa`);
  await page.getByRole("link", { name: "Alfa Kaffe AS" }).click();
  await page.getByText("Avtal en annen pris").first().click();
  const form = page.locator("form", { hasText: "Pris per måned, DKK" });
  await form.getByLabel("Pris per måned").fill("349,50");
  await form.getByLabel("Første dag").fill("2026-03-01");
  await form.getByLabel("Siste dag").fill("2026-02-01");
  await form.getByLabel("Begrunnelse").fill("To avtaler");
  await form.getByRole("button").click();
  await expect(form.getByRole("alert")).toContainText("siste dagen");
  await expect(form.getByLabel("Pris per måned")).toHaveValue("349,50");
  await expect(form.getByLabel("Siste dag")).toHaveValue("2026-02-01");
  await form.getByLabel("Siste dag").fill("2026-03-31");
  await form.getByRole("button").click();
  await expect(form.getByRole("status")).toHaveText("Lagret.");
  await expect(form.getByLabel("Begrunnelse")).toHaveValue("");
  await expect(page.getByRole("table", { name: "Logg" }).getByRole("row").nth(1)).toContainText(
    "fra: 01.03.2026, til og med: 31.03.2026, pris per måned: DKK 349,50, begrunnelse: To avtaler",
  );
});

test("no other page shows the dashboard in a frame, though its reader is signed in; the same frame shows the settings", async ({
  system,
  staffContext,
  agreementId,
  page,
}) => {
  const { appUrl, rackbeat } = system;
  await signIn(page, appUrl, STAFF);
  await install(system, agreementId);
  const rackbeatPage = await staffContext.newPage();
  await rackbeatPage.goto(`${rackbeat.url}/settings/apps/fiken?agreement=${agreementId}`);
  const embedded = rackbeatPage.locator("iframe");
  await expect(embedded.contentFrame().getByRole("main")).toBeVisible();

  // On the app's own site a frame is sent the cookie: there nothing but the page's refusal keeps it out.
  const neighbour = await startNeighbour();
  try {
    const neighbourPage = await staffContext.newPage();
    await neighbourPage.goto(neighbour.url);
    for (const path of FRAMED) {
      const address = `${appUrl}/vendor${path}`;
      expect(await frame(rackbeatPage, address), path).toMatchObject(REFUSED);
      const framed = await frame(neighbourPage, address);
      expect(framed, path).toMatchObject(REFUSED);
      expect(framed.cookie, path).toContain("staff-session");
    }
  } finally {
    await neighbour.close();
  }
  const settingsUrl = rackbeat.world.agreement(agreementId).plugins.get("fiken")?.settingsUrl ?? "";
  await embedded.evaluate((element, to) => element.setAttribute("src", to), settingsUrl);
  await expect(embedded.contentFrame().getByRole("main")).toBeVisible();

  // The way in leads on, to where the browser is sent: that it is not framed either its headers say.
  const file = await staffContext.request.get(`${appUrl}/vendor/exports/agreements`);
  expect(file.ok()).toBe(true);
  for (const headers of [
    file.headers(),
    await headersOf(`${appUrl}/api/auth/signin/vendor`),
    await headersOf(`${appUrl}/api/auth/callback/vendor`),
  ]) {
    expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    expect(headers["x-frame-options"]).toBe("DENY");
  }
});

test("every page is accessible in light and dark, fits 320 px, says nothing to another site's frame, and keeps no copy", async ({
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
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await violationsOn(page), `${path}, dark`).toEqual([]);
    await page.emulateMedia({ colorScheme: "light" });
    await page.setViewportSize({ width: 320, height: 900 });
    const beside = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(beside, `${path}: hidden beside a screen of 320 px`).toBe(0);
    await page.setViewportSize({ width: 1280, height: 900 });
  }
});

const FRAMED = [
  ...["", "/months", "/agreements", "/operations", "/take-over", "/audit", "/movements"],
  "/exports/agreements",
];

/** In the browser's own words: the answer has come, and is not shown. */
const REFUSED = { failure: "net::ERR_BLOCKED_BY_RESPONSE" };

/** Sends the page's frame to an address that will not be framed: what it sent, and what came of it. */
async function frame(page: Page, address: string): Promise<{ cookie: string; failure: string }> {
  // Who is not signed in there is sent on, to the page that asks for it.
  const failed = page.waitForEvent(
    "requestfailed",
    (request) => (request.redirectedFrom() ?? request).url() === address,
  );
  await page.locator("iframe").evaluate((element, to) => element.setAttribute("src", to), address);
  const request = await failed;
  const { cookie = "" } = await request.allHeaders();
  return { cookie, failure: request.failure()?.errorText ?? "" };
}

/** A real page with an empty frame, on the app's site and not of its origin. */
async function startNeighbour(): Promise<{ url: string; close: () => Promise<void> }> {
  const server = createServer((_request, response) => {
    response.setHeader("content-type", "text/html").end("<iframe title='framed'></iframe>");
  });
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://localhost:${port}/`, close };
}

async function headersOf(address: string): Promise<Record<string, string>> {
  const response = await fetch(address, { redirect: "manual" });
  await response.arrayBuffer();
  return Object.fromEntries(response.headers);
}

async function addressOfFirst(page: Page, appUrl: string, list: string): Promise<string> {
  await page.goto(`${appUrl}/vendor${list}`);
  const link = page.getByRole("main").getByRole("rowheader").getByRole("link").first();
  return ((await link.getAttribute("href")) ?? "").replace("/vendor", "");
}
