import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { BrowserContext, FrameLocator, Page } from "@playwright/test";
import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import { findBrowser } from "@/tests/support/browser";
import { type System, startSystem } from "@/tests/system/system";
import { openContext } from "./browser-context";
import { acceptAtFiken } from "./fiken-books";
import { seedMany } from "./many-in-fiken";
import { frameIn, pressOnPanel, transferRow } from "./rackbeat-pages";
import { addLanterns, changeBooked, LANTERN } from "./undecided";

/** Every screen and state as a picture, to be looked at by a person: `npx tsx tests/e2e/screenshots.ts`. */
const TARGET = ".screens";
/** As wide as Rackbeat gives it on a usual screen, and on a telephone. */
const WIDTHS_PX = [900, 380];
const WINDOW = { width: 1400, height: 900 };
const AGREEMENT = 204_101;
const COMPANY = "Fjordlys Interiør AS";

type Studio = {
  system: System;
  context: BrowserContext;
  page: Page;
  frame: FrameLocator;
  /** The frame alone, at every width. */
  shoot: (name: string) => Promise<void>;
  /** A whole page of its own, at every width. */
  shootPage: (name: string, page?: Page) => Promise<void>;
};

async function main(): Promise<void> {
  const system = await startSystem({
    dataDir: ".data/screenshots",
    fiken: { requestsPerSecond: 50 },
    backoff: () => 200,
  });
  const { context, close } = await openContext(await findBrowser(), { cookies: "blocked" });
  rmSync(TARGET, { recursive: true, force: true });
  mkdirSync(TARGET);
  try {
    const studio = await openStudio(system, context);
    for (const scene of [
      plainPages,
      install,
      setUp,
      imports,
      status,
      mapping,
      transfers,
      decisions,
      reconciliation,
      stopped,
    ]) {
      await scene(studio);
    }
  } finally {
    await close();
    await system.stop();
  }
}

async function openStudio(system: System, context: BrowserContext): Promise<Studio> {
  const page = await context.newPage();
  let taken = 0;
  const fileOf = (name: string, width: number) => {
    return join(TARGET, `${String(taken).padStart(2, "0")}-${name}-${width}.png`);
  };
  return {
    system,
    context,
    page,
    frame: frameIn(page),
    shoot: async (name) => {
      taken += 1;
      const frame = page.getByTitle("Innstillinger for Fiken");
      const before = await frame.getAttribute("style");
      for (const width of WIDTHS_PX) {
        await frame.evaluate((element, px) => {
          const { height } = element.style;
          element.setAttribute("style", `position: fixed; inset: 0; z-index: 9; width: ${px}px`);
          element.style.height = height;
        }, width);
        const height = await settledHeight(page);
        // What lies outside of the window is not drawn in a frame of another site.
        await page.setViewportSize({ width, height });
        await settledHeight(page);
        await page.screenshot({ path: fileOf(name, width), animations: "disabled" });
        await page.setViewportSize(WINDOW);
      }
      await frame.evaluate((element, style) => element.setAttribute("style", style ?? ""), before);
    },
    shootPage: async (name, shown = page) => {
      taken += 1;
      for (const width of WIDTHS_PX) {
        await shown.setViewportSize({ width, height: 700 });
        const path = fileOf(name, width);
        await shown.screenshot({ path, fullPage: true, animations: "disabled" });
      }
      await shown.setViewportSize(WINDOW);
    },
  };
}

/** In px, once it has come from the page through its host back to the page, and has been drawn. */
async function settledHeight(page: Page): Promise<number> {
  const frame = page.getByTitle("Innstillinger for Fiken");
  let [height, unchanged] = [0, 0];
  while (unchanged < 10) {
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)));
    const now = Math.ceil((await frame.boundingBox())?.height ?? 0);
    unchanged = now === height ? unchanged + 1 : 0;
    height = now;
  }
  return height;
}

async function plainPages({ system, page, shootPage }: Studio): Promise<void> {
  for (const [name, path] of [
    ["home", "/"],
    ["not-found", "/nowhere"],
    ["connected", "/install/connected"],
    ["problem-unknown", "/install/problem"],
  ] as const) {
    await page.goto(`${system.appUrl}${path}`);
    await shootPage(name);
  }
}

async function install({ system: { rackbeat }, page, frame, shoot, shootPage }: Studio) {
  const apps = `${rackbeat.url}/settings/apps?agreement=${AGREEMENT}`;
  await page.goto(apps);
  await shootPage("rackbeat-apps");
  await page.getByRole("button", { name: "Installer" }).click();
  await page.getByRole("button", { name: "Avslå" }).click();
  await page.getByRole("alert").first().waitFor();
  await shootPage("problem-refused");

  await page.goto(apps);
  await page.getByRole("button", { name: "Installer" }).click();
  await page.getByRole("button", { name: "Godta" }).waitFor();
  await shootPage("fiken-consent");
  await acceptAtFiken(page, COMPANY);
  await frame.getByRole("link", { name: "Fortsett oppsettet" }).waitFor();
  await shootPage("rackbeat-host");
  await shoot("status-not-live");
}

async function setUp({ frame, shoot }: Studio): Promise<void> {
  await frame.getByRole("link", { name: "Kontoer", exact: true }).click();
  await frame.getByRole("link", { name: "Til oppsettet" }).waitFor();
  await shoot("mapping-not-connected");
  await frame.getByRole("link", { name: "Oppsett", exact: true }).click();
  await frame.getByRole("button", { name: `Bruk ${COMPANY}` }).waitFor();
  await shoot("set-up-company");
  await frame.getByRole("button", { name: `Bruk ${COMPANY}` }).click();
  await frame.getByRole("button", { name: "Lagre valgene" }).waitFor();
  await shoot("set-up-documents");
  await frame.getByRole("button", { name: "Lagre valgene" }).click();
  await frame.getByText(/^Bokført i Fiken, fra/).waitFor();
  await shoot("set-up-mapping");
  await frame.getByRole("link", { name: "Velg kontoer", exact: true }).click();
  await frame.getByRole("button", { name: "Lagre kontoene" }).waitFor();
  await shoot("mapping-proposals");
  await frame.getByRole("button", { name: /^Godta alle/ }).click();
  await shoot("mapping-accepted");
  await frame.getByRole("button", { name: "Lagre kontoene" }).click();
  await frame.getByText("Lagret.", { exact: true }).waitFor();
  await frame.getByRole("link", { name: "Oppsett", exact: true }).click();
  await frame.getByText("Alle kontoer er valgt.").waitFor();
  await shoot("set-up-go-live");
  await frame.getByRole("button", { name: "Start overføringen" }).click();
  await frame.getByRole("link", { name: "Se status" }).waitFor();
  await shoot("set-up-live");
}

async function imports({ system: { fiken }, frame, shoot }: Studio): Promise<void> {
  seedMany(fiken, { customers: 60, suppliers: 10, products: 20 });
  await frame.getByRole("link", { name: "Import", exact: true }).click();
  await frame.getByRole("button", { name: "Vis hva som vil skje" }).waitFor();
  await shoot("import-choose");
  await frame.getByRole("button", { name: "Vis hva som vil skje" }).click();
  await frame.getByRole("heading", { name: "Dette vil skje" }).waitFor();
  await frame.getByRole("checkbox", { name: "Velg alle på siden" }).check();
  await frame
    .getByRole("button", { name: /^Detaljer for/ })
    .first()
    .click();
  await shoot("import-preview");
  await frame.getByRole("button", { name: /^Importer/ }).click();
  await frame.getByRole("button", { name: "Ja, start importen" }).click();
  await frame.getByRole("button", { name: "Sett på pause" }).waitFor();
  await shoot("import-running");
  await frame.getByRole("heading", { name: "Importen er ferdig" }).waitFor();
  await frame.getByRole("button", { name: "Avslutt importen" }).click();
  await shoot("import-result");
  await frame.getByRole("checkbox", { name: /^Jeg forstår/ }).check();
  await frame.getByRole("button", { name: "Ja, avslutt for godt" }).click();
  await frame.getByText(/kan ikke kjøres igjen/).waitFor();
  await shoot("import-closed");
}

async function status({ system: { fiken }, page, frame, shoot }: Studio): Promise<void> {
  await frame.getByRole("link", { name: "Status", exact: true }).click();
  await frame.getByText(/^Klar\./).waitFor();
  await shoot("status-ready");
  const ordinary = await pressOnPanel(page, "Vanlig faktura");
  await transferRow(frame, ordinary).getByText("Verifisert").waitFor();
  for (const button of ["Flere satser", "Utenlandsk valuta", "Med tekstlinjer"]) {
    const number = await pressOnPanel(page, button);
    await transferRow(frame, number)
      .getByText(/Verifisert|Venter på deg/)
      .waitFor();
  }
  await shoot("status-some");
  fiken.settings.latencyMs = 3000;
  await pressOnPanel(page, "Vanlig faktura");
  await frame.getByText(/på vei til Fiken/).waitFor();
  await shoot("status-moving");
  fiken.settings.latencyMs = 0;
  await frame.getByText(/på vei til Fiken/).waitFor({ state: "hidden" });
  fiken.lockPeriod(FJORDLYS, "2099-12-31");
  const refused = await pressOnPanel(page, "Vanlig faktura");
  await transferRow(frame, refused)
    .getByText(/Stoppet|Venter på deg/)
    .waitFor();
  fiken.lockPeriod(FJORDLYS, undefined);
  const held = await pressOnPanel(page, "Ny varegruppe");
  await transferRow(frame, held).getByText("Venter på deg").waitFor();
  await shoot("status-needs-you");
  await frame.getByRole("combobox", { name: "Språk" }).selectOption({ label: "English" });
  await frame.getByRole("link", { name: "Set-up", exact: true }).waitFor();
  await shoot("status-needs-you-english");
  await frame.getByRole("combobox", { name: "Language" }).selectOption({ label: "Norsk" });
  await frame.getByRole("link", { name: "Oppsett", exact: true }).waitFor();
}

async function mapping({ frame, shoot }: Studio): Promise<void> {
  await frame.getByRole("link", { name: "Kontoer", exact: true }).click();
  await frame.getByRole("button", { name: "Lagre kontoene" }).waitFor();
  await shoot("mapping-new-group");
  const accounts = frame.getByRole("combobox", { name: /^Konto for/ });
  await accounts.nth(1).click();
  await shoot("mapping-picker");
  await accounts.nth(1).fill("");
  await accounts.nth(1).press("Tab");
  await shoot("mapping-missing");
  await frame.getByText("Historikk", { exact: true }).click();
  await frame
    .getByRole("button", { name: /^Angre endringen/ })
    .first()
    .waitFor();
  await shoot("mapping-history");
  await frame.getByRole("tab", { name: /^Kjøp/ }).click();
  const purchases = frame.getByRole("combobox", { name: /^Kjøpskonto for .+, 25 % mva/ });
  await purchases.first().fill("7350");
  await purchases.first().press("Enter");
  await shoot("mapping-purchases");
}

async function transfers({ system: { fiken }, context, page, frame, shoot, shootPage }: Studio) {
  const details = frame.getByRole("link", { name: /^Vis hva som har skjedd med Faktura/ });
  for (const [name, which] of [
    ["held", 0],
    ["refused", 1],
    ["verified", -1],
  ] as const) {
    await page.reload();
    await details.nth(which).click();
    await frame.getByRole("heading", { name: /^Faktura \d+/ }).waitFor();
    await shoot(`transfer-${name}`);
  }
  const books = await context.newPage();
  await books.goto(fiken.url);
  await shootPage("fiken-ledger", books);
  await books.close();
}

/** Several products with one number, and invoices that were changed after they were sent. */
async function decisions({ system, page, frame, shoot }: Studio): Promise<void> {
  await page.reload();
  addLanterns(system, AGREEMENT);
  await frame.getByRole("button", { name: "Se produktene og velg" }).click();
  const choose = frame.getByRole("button", { name: /^Velg Lykt, ID/ });
  await choose.waitFor();
  await shoot("status-choose-product");
  await transferRow(frame, LANTERN, "Produkt").getByRole("link").click();
  await choose.waitFor();
  await shoot("transfer-choose-product");
  await choose.click();
  await frame.getByRole("status").getByText("Verifisert").waitFor();
  await shoot("transfer-product-chosen");

  await frame.getByRole("link", { name: "Status", exact: true }).click();
  for (const _ of ["kept", "reposted"]) {
    const number = await pressOnPanel(page, "Vanlig faktura");
    await transferRow(frame, number).getByText("Verifisert").waitFor();
    changeBooked(system, AGREEMENT, number);
    await transferRow(frame, number).getByText("Venter på deg").waitFor();
  }
  await frame.getByText("2 dokumenter er endret i Rackbeat").waitFor();
  await shoot("status-changed");
  await frame.getByRole("link", { name: "Se og avgjør det første" }).click();
  await frame.getByRole("heading", { name: /^Faktura \d+/ }).waitFor();
  await shoot("transfer-changed");
  await frame.getByRole("button", { name: /^Behold Faktura/ }).click();
  await frame.getByRole("status").getByText("Verifisert").waitFor();
  await shoot("transfer-kept");
}

async function reconciliation({ system, frame, shoot }: Studio): Promise<void> {
  await frame.getByRole("link", { name: "Avstemming", exact: true }).click();
  const start = frame.getByRole("button", { name: "Avstem", exact: true });
  await start.waitFor();
  await shoot("reconciliation-none");
  system.fiken.settings.latencyMs = 1500;
  await start.click();
  await frame.getByText("Avstemmingen pågår").waitFor();
  await shoot("reconciliation-running");
  system.fiken.settings.latencyMs = 0;
  await frame.getByRole("button", { name: "Last ned som CSV" }).waitFor();
  await shoot("reconciliation-done");
}

/** What a person sees when nothing moves: paused, logged out, disconnected, uninstalled. */
async function stopped({ system: { fiken, rackbeat }, page, frame, shoot }: Studio): Promise<void> {
  await page.reload();
  await frame.getByRole("button", { name: "Sett på pause" }).click();
  await frame.getByRole("button", { name: "Fortsett overføringen" }).waitFor();
  await shoot("status-paused");
  await frame.getByRole("link", { name: "Oppsett", exact: true }).click();
  await frame.getByText("Overføringen er satt på pause.").waitFor();
  await shoot("set-up-paused");
  await frame.getByRole("link", { name: "Status", exact: true }).click();
  await frame.getByRole("button", { name: "Fortsett overføringen" }).click();
  await frame.getByRole("button", { name: "Sett på pause" }).waitFor();

  await frame.getByRole("link", { name: "Oppsett", exact: true }).click();
  await frame.getByRole("button", { name: "Bytt selskap" }).click();
  await frame.getByRole("button", { name: "Hent listen på nytt" }).waitFor();
  await shoot("set-up-change-company");
  await page.reload();
  await frame.getByRole("link", { name: "Oppsett", exact: true }).click();
  await frame.getByRole("button", { name: "Koble fra Fiken" }).click();
  await frame.getByRole("button", { name: "Ja, koble fra" }).waitFor();
  await shoot("set-up-disconnect");

  fiken.revokeGrant();
  await pressOnPanel(page, "Vanlig faktura");
  await page.reload();
  await frame.getByText("Fiken er ikke koblet til.", { exact: false }).first().waitFor();
  await shoot("status-disconnected");
  await frame.getByRole("link", { name: "Oppsett", exact: true }).click();
  await frame.getByRole("heading", { name: "Koble til Fiken" }).waitFor();
  await shoot("set-up-disconnected");

  const { settingsUrl } = rackbeat.world.agreement(AGREEMENT).plugins.get("fiken") ?? {};
  rackbeat.uninstall(AGREEMENT, {});
  await page.getByTitle("Innstillinger for Fiken").evaluate((element, src) => {
    element.setAttribute("src", src);
  }, settingsUrl ?? "");
  await frame.getByRole("heading", { name: "Appen er avinstallert" }).waitFor();
  await shoot("uninstalled");
}

await main();
