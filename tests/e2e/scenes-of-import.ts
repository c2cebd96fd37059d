import { seedMany } from "./many-in-fiken";
import { type Stage, whileWaiting } from "./stage";

/** From what can be chosen to the result that stays. */
export async function imports({ system: { fiken }, page, frame, see }: Stage): Promise<void> {
  seedMany(fiken, { customers: 30, suppliers: 5, products: 10 });
  await whileWaiting(page, "**/import/form", async () => {
    await frame.getByRole("link", { name: "Import", exact: true }).click();
    await frame
      .getByRole("status", { name: "Leser grupper og betingelser i Rackbeat …" })
      .waitFor();
    await see("import-loading", "as it stands");
  });
  const plan = frame.getByRole("button", { name: "Vis hva som vil skje" });
  await plan.waitFor();
  await see("import-choose");
  fiken.settings.latencyMs = 3_000;
  await plan.click();
  await frame.getByRole("heading", { name: "Leser Fiken og Rackbeat" }).waitFor();
  await see("import-planning", "as it stands");
  fiken.settings.latencyMs = 0;
  await frame.getByRole("heading", { name: "Dette vil skje" }).waitFor();
  await frame.getByRole("checkbox", { name: "Velg alle på siden" }).check();
  await frame
    .getByRole("button", { name: /^Detaljer for/ })
    .first()
    .click();
  await see("import-preview");
  await frame.getByRole("searchbox", { name: "Søk" }).fill("finnes ikke");
  await frame.getByText("Ingen rader passer til det du har valgt.").waitFor();
  await see("import-no-rows", "as it stands");
  await frame.getByRole("button", { name: "Vis alle", exact: true }).click();
  await frame.getByRole("button", { name: /^Importer/ }).click();
  const start = frame.getByRole("button", { name: "Ja, start importen" });
  await start.waitFor();
  await see("import-sure", "as it stands");
  await start.click();
  const pause = frame.getByRole("button", { name: "Sett på pause" });
  await pause.waitFor();
  await see("import-running", "as it stands");
  await pause.click();
  await frame.getByRole("button", { name: "Fortsett importen" }).waitFor();
  await see("import-paused");
  await frame.getByRole("button", { name: "Fortsett importen" }).click();
  await frame.getByRole("heading", { name: "Importen er ferdig" }).waitFor();
  await frame.getByRole("button", { name: "Avslutt importen" }).click();
  await see("import-result", "as it stands");
  await frame.getByRole("checkbox", { name: /^Jeg forstår/ }).check();
  await frame.getByRole("button", { name: "Ja, avslutt for godt" }).click();
  await frame.getByText(/kan ikke kjøres igjen/).waitFor();
  await see("import-closed");
}
