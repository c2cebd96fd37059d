import { install } from "@/tests/system/visitor";
import { pressOnPanel } from "./rackbeat-pages";
import { appFrame, openInFrame, type Stage, whileWaiting } from "./stage";

/** The newest documents as vouchers, and every choice in one place. */
export async function previewAndPreferences({ page, frame, see }: Stage): Promise<void> {
  await frame.getByRole("link", { name: "Oppsett", exact: true }).click();
  await whileWaiting(page, "**/api/embedded/preview?*", async () => {
    await frame.getByRole("link", { name: "Vis bilagene", exact: true }).click();
    await frame.getByRole("status", { name: "Henter dokumentene fra Rackbeat …" }).waitFor();
    await see("preview-loading", "as it stands");
  });
  await frame.getByRole("table").first().waitFor();
  await see("preview");
  await frame.getByRole("link", { name: "Innstillinger", exact: true }).click();
  await frame.getByRole("heading", { name: "Innstillinger", level: 1 }).waitFor();
  await see("preferences");
  await frame
    .getByRole("textbox", { name: "E-postadresse for varsler" })
    .fill("regnskap@fjordlys.example");
  await frame.getByRole("button", { name: "Lagre adressen" }).click();
  await frame.getByText("Adressen er lagret.").waitFor();
  await frame.getByRole("radio", { name: /^Fiken/ }).check();
  await frame.getByLabel("Konto på fakturaene").and(frame.locator(":enabled")).waitFor();
  await frame.getByRole("button", { name: "Koble fra Fiken" }).click();
  await frame.getByRole("button", { name: "Ja, koble fra" }).waitFor();
  await see("preferences-changed");
  await page.reload();
  await frame.getByRole("link", { name: "Innstillinger", exact: true }).click();
  await frame.getByRole("button", { name: "Sett på pause" }).click();
  await frame.getByText(/^Overføringen er satt på pause siden/).waitFor();
  await see("preferences-paused");
}

/** What a person sees when nothing moves: paused, refused, logged out, disconnected, uninstalled, broken. */
export async function stopped(stage: Stage): Promise<void> {
  await paused(stage);
  await leavingFiken(stage);
  await refusedByRackbeat(stage);
  await disconnected(stage);
  await broken(stage);
  await uninstalled(stage);
}

async function paused({ page, frame, see }: Stage): Promise<void> {
  await page.reload();
  const goOn = frame.getByRole("button", { name: "Fortsett overføringen" });
  await goOn.waitFor();
  await see("status-paused");
  await frame.getByRole("link", { name: "Oppsett", exact: true }).click();
  await frame.getByText("Overføringen er satt på pause.").waitFor();
  await see("set-up-paused");
  await frame.getByRole("link", { name: "Status", exact: true }).click();
  await goOn.click();
  await frame.getByRole("button", { name: "Sett på pause" }).waitFor();
  await frame.getByRole("searchbox").fill("finnes ikke");
  await frame.getByText("Ingen overføringer passer.").waitFor();
  await frame.getByText("Slik får vi vite om endringer").first().click();
  await frame.getByRole("table", { name: "Slik får vi vite om endringer" }).waitFor();
  await see("status-nothing-matches");
}

async function leavingFiken({ page, frame, see }: Stage): Promise<void> {
  const toSetUp = () => frame.getByRole("link", { name: "Oppsett", exact: true }).click();
  await toSetUp();
  await frame.getByRole("button", { name: "Bytt selskap" }).click();
  await frame.getByRole("button", { name: "Hent listen på nytt" }).waitFor();
  await see("set-up-change-company");
  await page.reload();
  await toSetUp();
  await frame.getByRole("button", { name: "Koble fra Fiken" }).click();
  await frame.getByRole("button", { name: "Ja, koble fra" }).waitFor();
  await see("set-up-disconnect");
}

/** Mended by installing once more, which is all that helps. */
async function refusedByRackbeat({ system, agreementId, page, frame, see }: Stage): Promise<void> {
  system.rackbeat.world.revokePluginTokens(agreementId, "fiken");
  await page.reload();
  await pressOnPanel(page, "Vanlig faktura");
  const refused = frame.getByText(/^Rackbeat godtar ikke lenger tilgangen vår/).first();
  await refused.waitFor();
  await see("status-refused-by-rackbeat");
  await install(system, agreementId);
  await page.reload();
  await refused.waitFor({ state: "hidden" });
}

async function disconnected({ system: { fiken }, page, frame, see }: Stage): Promise<void> {
  fiken.revokeGrant();
  await pressOnPanel(page, "Vanlig faktura");
  await page.reload();
  await frame.getByText("Fiken er ikke koblet til.", { exact: false }).first().waitFor();
  await see("status-disconnected");
  await frame.getByRole("link", { name: "Oppsett", exact: true }).click();
  await frame.getByRole("heading", { name: "Koble til Fiken" }).waitFor();
  await see("set-up-disconnected");
}

/** What nobody foresaw: a part of the browser does not work. */
async function broken({ system, page, frame, see }: Stage): Promise<void> {
  await appFrame(page, system.appUrl).evaluate(() => {
    Intl.DateTimeFormat = class extends Intl.DateTimeFormat {
      constructor() {
        super();
        throw new Error("broken on purpose");
      }
    } as typeof Intl.DateTimeFormat;
  });
  await frame.getByRole("link", { name: "Avstemming", exact: true }).click();
  await frame.getByRole("heading", { name: "Noe gikk galt hos oss" }).waitFor();
  await see("error", "as it stands");
  await page.reload();
}

/** First for the page that is open still, then for the address that Rackbeat opens. */
async function uninstalled(stage: Stage): Promise<void> {
  const { system, agreementId, frame, see } = stage;
  const { settingsUrl } = system.rackbeat.world.agreement(agreementId).plugins.get("fiken") ?? {};
  await frame.getByRole("link", { name: "Innstillinger", exact: true }).click();
  const pause = frame.getByRole("button", { name: "Sett på pause" });
  await pause.waitFor();
  system.rackbeat.uninstall(agreementId, {});
  await pause.click();
  await frame.getByText("Økten er utløpt.").first().waitFor();
  await see("session-over", "as it stands");
  await openInFrame(stage, settingsUrl ?? "");
  await frame.getByRole("heading", { name: "Appen er avinstallert" }).waitFor();
  await see("uninstalled");
}
