import type { FrameLocator, Page } from "@playwright/test";
import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import type { System } from "@/tests/system/system";
import { acceptAtFiken } from "./fiken-books";
import { seedMany } from "./many-in-fiken";
import { pressOnPanel, transferRow } from "./rackbeat-pages";
import { addLanterns, changeBooked, LANTERN } from "./undecided";

const COMPANY = "Fjordlys Interiør AS";

/** `as it stands`: seen in the language it is in, for another would take too long, or close what is open. */
export type Manner = "as it stands" | "in every language";

/** Where every screen and state is brought about, and what is done where there is one to be looked at. */
export type Stage = {
  system: System;
  agreementId: number;
  /** Rackbeat, with the app in its frame. */
  page: Page;
  frame: FrameLocator;
  /** The app in the frame. */
  see: (name: string, manner?: Manner) => Promise<void>;
  /** What fills a window of its own: the app's, or a sandbox's that our users see on their way. */
  seePage: (name: string, whose?: "ours" | "not ours") => Promise<void>;
};

/** Plays through all of them, in Norwegian, in one order: each scene goes on from the one before. */
export async function playEveryScene(stage: Stage): Promise<void> {
  for (const scene of [
    plainPages,
    install,
    setUp,
    status,
    mapping,
    transfers,
    decisions,
    reconciliation,
    imports,
    previewAndPreferences,
    stopped,
  ]) {
    await scene(stage);
  }
}

async function plainPages({ system, page, seePage }: Stage): Promise<void> {
  for (const [name, path] of [
    ["home", "/"],
    ["not-found", "/nowhere"],
    ["connected", "/install/connected"],
    ["problem-unknown", "/install/problem"],
  ] as const) {
    await page.goto(`${system.appUrl}${path}`);
    await seePage(name);
  }
}

async function install({ system, agreementId, page, frame, see, seePage }: Stage) {
  const apps = `${system.rackbeat.url}/settings/apps?agreement=${agreementId}`;
  await page.goto(apps);
  await seePage("rackbeat-apps", "not ours");
  await page.getByRole("button", { name: "Installer" }).click();
  await page.getByRole("button", { name: "Avslå" }).click();
  await page.getByRole("alert").first().waitFor();
  await seePage("problem-refused");

  await page.goto(apps);
  await page.getByRole("button", { name: "Installer" }).click();
  await page.getByRole("button", { name: "Godta" }).waitFor();
  await seePage("fiken-consent", "not ours");
  await acceptAtFiken(page, COMPANY);
  await frame.getByRole("link", { name: "Fortsett oppsettet" }).waitFor();
  await seePage("rackbeat-host", "not ours");
  await see("status-not-live");
}

async function setUp({ frame, see }: Stage): Promise<void> {
  await frame.getByRole("link", { name: "Kontoer", exact: true }).click();
  await frame.getByRole("link", { name: "Til oppsettet" }).waitFor();
  await see("mapping-not-connected");
  await frame.getByRole("link", { name: "Oppsett", exact: true }).click();
  await frame.getByRole("button", { name: `Bruk ${COMPANY}` }).waitFor();
  await see("set-up-company");
  await frame.getByRole("button", { name: `Bruk ${COMPANY}` }).click();
  await frame.getByRole("button", { name: "Lagre valgene" }).waitFor();
  await see("set-up-documents");
  await frame.getByRole("button", { name: "Lagre valgene" }).click();
  await frame.getByText(/^Bokført i Fiken, fra/).waitFor();
  await see("set-up-mapping");
  await frame.getByRole("link", { name: "Velg kontoer", exact: true }).click();
  await frame.getByRole("button", { name: "Lagre kontoene" }).waitFor();
  await see("mapping-proposals");
  await frame.getByRole("button", { name: /^Godta alle/ }).click();
  await see("mapping-accepted");
  await frame.getByRole("button", { name: "Lagre kontoene" }).click();
  await frame.getByText("Alle kontoer er valgt.").waitFor();
  await see("set-up-go-live");
  await frame.getByRole("button", { name: "Start overføringen" }).click();
  await frame.getByText(/^Klar\./).waitFor();
  await frame.getByRole("link", { name: "Oppsett", exact: true }).click();
  await frame.getByRole("link", { name: "Se status" }).waitFor();
  await see("set-up-live");
}

async function status({ system: { fiken }, page, frame, see }: Stage): Promise<void> {
  await frame.getByRole("link", { name: "Status", exact: true }).click();
  await frame.getByText(/^Klar\./).waitFor();
  await see("status-ready");
  const ordinary = await pressOnPanel(page, "Vanlig faktura");
  await transferRow(frame, ordinary).getByText("Verifisert").waitFor();
  for (const button of ["Flere satser", "Utenlandsk valuta", "Med tekstlinjer"]) {
    const number = await pressOnPanel(page, button);
    await transferRow(frame, number)
      .getByText(/Verifisert|Venter på deg/)
      .waitFor();
  }
  await see("status-some");
  fiken.settings.latencyMs = 3000;
  await pressOnPanel(page, "Vanlig faktura");
  await frame.getByText(/på vei til Fiken/).waitFor();
  await see("status-moving", "as it stands");
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
  await see("status-needs-you");
}

async function mapping({ frame, see }: Stage): Promise<void> {
  await frame.getByRole("link", { name: "Kontoer", exact: true }).click();
  await frame.getByRole("button", { name: "Lagre kontoene" }).waitFor();
  await see("mapping-new-group");
  const accounts = frame.getByRole("combobox", { name: /^Konto for/ });
  await accounts.nth(1).click();
  await see("mapping-picker", "as it stands");
  await accounts.nth(1).fill("");
  await accounts.nth(1).press("Tab");
  await see("mapping-missing");
  await frame.getByText("Historikk", { exact: true }).click();
  await frame
    .getByRole("button", { name: /^Angre endringen/ })
    .first()
    .waitFor();
  await see("mapping-history");
  await frame.getByRole("tab", { name: /^Kjøp/ }).click();
  const purchases = frame.getByRole("combobox", { name: /^Kjøpskonto for .+, 25 % mva/ });
  await purchases.first().fill("7350");
  await purchases.first().press("Enter");
  await see("mapping-purchases");
}

async function transfers({ page, frame, see }: Stage): Promise<void> {
  const details = frame.getByRole("link", { name: /^Vis hva som har skjedd med Faktura/ });
  for (const [name, which] of [
    ["held", 0],
    ["refused", 1],
    ["verified", -1],
  ] as const) {
    await page.reload();
    await details.nth(which).click();
    await frame.getByRole("heading", { name: /^Faktura \d+/ }).waitFor();
    await see(`transfer-${name}`);
  }
}

/** Several products with one number, and invoices that were changed after they were sent. */
async function decisions({ system, agreementId, page, frame, see }: Stage): Promise<void> {
  await page.reload();
  addLanterns(system, agreementId);
  await frame.getByRole("button", { name: "Se produktene og velg" }).click();
  const choose = frame.getByRole("button", { name: /^Velg dette: Lykt, ID/ });
  await choose.waitFor();
  await see("status-choose-product");
  await transferRow(frame, LANTERN, "Produkt").getByRole("link").click();
  await choose.waitFor();
  await see("transfer-choose-product");
  await choose.click();
  await frame.getByRole("status").getByText("Verifisert").waitFor();
  await see("transfer-product-chosen");

  await frame.getByRole("link", { name: "Status", exact: true }).click();
  for (const _ of ["kept", "reposted"]) {
    const number = await pressOnPanel(page, "Vanlig faktura");
    await transferRow(frame, number).getByText("Verifisert").waitFor();
    changeBooked(system, agreementId, number);
    await transferRow(frame, number).getByText("Venter på deg").waitFor();
  }
  await frame.getByText("2 dokumenter er endret i Rackbeat").waitFor();
  await see("status-changed");
  await frame.getByRole("link", { name: "Se og avgjør det første" }).click();
  await frame.getByRole("heading", { name: /^Faktura \d+/ }).waitFor();
  await see("transfer-changed");
  await frame.getByRole("button", { name: /^Behold det i Fiken: Faktura/ }).click();
  await frame.getByRole("status").getByText("Verifisert").waitFor();
  await see("transfer-kept");
}

async function reconciliation({ system, frame, see }: Stage): Promise<void> {
  await frame.getByRole("link", { name: "Avstemming", exact: true }).click();
  const start = frame.getByRole("button", { name: "Avstem", exact: true });
  await start.waitFor();
  await see("reconciliation-none");
  system.fiken.settings.latencyMs = 1500;
  await start.click();
  await frame.getByText("Avstemmingen pågår").waitFor();
  await see("reconciliation-running", "as it stands");
  system.fiken.settings.latencyMs = 0;
  await frame.getByRole("button", { name: "Last ned som CSV" }).waitFor();
  await see("reconciliation-done");
}

/** The newest documents as vouchers, and every choice in one place. */
async function imports({ system: { fiken }, frame, see }: Stage): Promise<void> {
  seedMany(fiken, { customers: 60, suppliers: 10, products: 20 });
  await frame.getByRole("link", { name: "Import", exact: true }).click();
  await frame.getByRole("button", { name: "Vis hva som vil skje" }).waitFor();
  await see("import-choose");
  await frame.getByRole("button", { name: "Vis hva som vil skje" }).click();
  await frame.getByRole("heading", { name: "Dette vil skje" }).waitFor();
  await frame.getByRole("checkbox", { name: "Velg alle på siden" }).check();
  await frame
    .getByRole("button", { name: /^Detaljer for/ })
    .first()
    .click();
  await see("import-preview", "as it stands");
  await frame.getByRole("button", { name: /^Importer/ }).click();
  await frame.getByRole("button", { name: "Ja, start importen" }).click();
  await frame.getByRole("button", { name: "Sett på pause" }).waitFor();
  await see("import-running", "as it stands");
  await frame.getByRole("heading", { name: "Importen er ferdig" }).waitFor();
  await frame.getByRole("button", { name: "Avslutt importen" }).click();
  await see("import-result", "as it stands");
  await frame.getByRole("checkbox", { name: /^Jeg forstår/ }).check();
  await frame.getByRole("button", { name: "Ja, avslutt for godt" }).click();
  await frame.getByText(/kan ikke kjøres igjen/).waitFor();
  await see("import-closed");
}

async function previewAndPreferences({ frame, see }: Stage): Promise<void> {
  await frame.getByRole("link", { name: "Oppsett", exact: true }).click();
  await frame.getByRole("link", { name: "Vis bilagene", exact: true }).click();
  await frame.getByRole("table").first().waitFor();
  await see("preview");
  await frame.getByRole("link", { name: "Innstillinger", exact: true }).click();
  await frame.getByRole("heading", { name: "Innstillinger", level: 1 }).waitFor();
  await see("preferences");
}

/** What a person sees when nothing moves: paused, logged out, disconnected, uninstalled. */
async function stopped({ system, agreementId, page, frame, see }: Stage): Promise<void> {
  const { fiken, rackbeat } = system;
  await page.reload();
  await frame.getByRole("button", { name: "Sett på pause" }).click();
  await frame.getByRole("button", { name: "Fortsett overføringen" }).waitFor();
  await see("status-paused");
  await frame.getByRole("link", { name: "Oppsett", exact: true }).click();
  await frame.getByText("Overføringen er satt på pause.").waitFor();
  await see("set-up-paused");
  await frame.getByRole("link", { name: "Status", exact: true }).click();
  await frame.getByRole("button", { name: "Fortsett overføringen" }).click();
  await frame.getByRole("button", { name: "Sett på pause" }).waitFor();

  await frame.getByRole("link", { name: "Oppsett", exact: true }).click();
  await frame.getByRole("button", { name: "Bytt selskap" }).click();
  await frame.getByRole("button", { name: "Hent listen på nytt" }).waitFor();
  await see("set-up-change-company");
  await page.reload();
  await frame.getByRole("link", { name: "Oppsett", exact: true }).click();
  await frame.getByRole("button", { name: "Koble fra Fiken" }).click();
  await frame.getByRole("button", { name: "Ja, koble fra" }).waitFor();
  await see("set-up-disconnect");

  fiken.revokeGrant();
  await pressOnPanel(page, "Vanlig faktura");
  await page.reload();
  await frame.getByText("Fiken er ikke koblet til.", { exact: false }).first().waitFor();
  await see("status-disconnected");
  await frame.getByRole("link", { name: "Oppsett", exact: true }).click();
  await frame.getByRole("heading", { name: "Koble til Fiken" }).waitFor();
  await see("set-up-disconnected");

  const { settingsUrl } = rackbeat.world.agreement(agreementId).plugins.get("fiken") ?? {};
  rackbeat.uninstall(agreementId, {});
  await page.getByTitle("Innstillinger for Fiken").evaluate((element, src) => {
    element.setAttribute("src", src);
  }, settingsUrl ?? "");
  await frame.getByRole("heading", { name: "Appen er avinstallert" }).waitFor();
  await see("uninstalled");
}
