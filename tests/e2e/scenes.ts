import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import { acceptAtFiken } from "./fiken-books";
import { pressOnPanel, transferRow } from "./rackbeat-pages";
import { imports } from "./scenes-of-import";
import { decisions, transfers } from "./scenes-of-transfers";
import { previewAndPreferences, stopped } from "./scenes-when-stopped";
import type { Stage } from "./stage";

const COMPANY = "Fjordlys Interiør AS";

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
  const others: number[] = [];
  for (const button of ["Flere satser", "Utenlandsk valuta", "Med tekstlinjer"]) {
    others.push(await pressOnPanel(page, button));
  }
  await transferRow(frame, ordinary).getByText("Verifisert").waitFor();
  for (const number of others) {
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
