import { openSettings } from "@/tests/system/visitor";
import { pressOnPanel, transferRow } from "./rackbeat-pages";
import { openInFrame, type Stage, whileWaiting } from "./stage";
import { addLanterns, addTwinContacts, changeBooked, LANTERN } from "./undecided";

/** One of each kind, with everything that can be opened on its page. */
export async function transfers(stage: Stage): Promise<void> {
  const { page, frame, see } = stage;
  const open = async (which: number) => {
    await page.reload();
    await frame
      .getByRole("link", { name: /^Vis hva som har skjedd med Faktura/ })
      .nth(which)
      .click();
    await frame.getByRole("heading", { name: /^Faktura \d+/ }).waitFor();
  };
  await open(1);
  await see("transfer-refused");
  await open(0);
  await see("transfer-held");
  await skip(stage);
  await open(-1);
  await see("transfer-verified");
  await replay(stage);
  await bothSides(stage);
  await openInFrame(stage, await addressOfNoTransfer(stage));
  await frame.getByRole("heading", { name: "Overføringen finnes ikke" }).waitFor();
  await see("transfer-not-found", "as it stands");
}

/** The transfer whose page is open: passed over with a reason, and taken back. */
async function skip({ frame, see }: Stage): Promise<void> {
  await frame.getByRole("button", { name: "Hopp over …" }).click();
  await frame.getByRole("textbox", { name: "Hvorfor?" }).fill("Ført for hånd i Fiken");
  await see("transfer-skip");
  await frame.getByRole("button", { name: "Hopp over", exact: true }).click();
  await frame.getByText("Hoppet over: Ført for hånd i Fiken").waitFor();
  await see("transfer-skipped");
  await frame.getByRole("button", { name: "Overfør likevel" }).click();
  await frame.getByRole("status").getByText("Venter på deg").waitFor();
}

/** Another account since it was sent, and the one that it was sent with. */
async function replay({ system, agreementId, frame, see }: Stage): Promise<void> {
  const visitor = await openSettings(system, agreementId);
  const cell = { productGroup: 1, treatment: "high" };
  const choose = (account: string) =>
    visitor.send("PUT", "/mappings", {
      ...{ zones: {}, domesticZeros: [], cells: [{ ...cell, account }] },
    });
  const today = frame.getByRole("button", { name: "Prøv med dagens kontoer" });
  await choose("3010");
  await today.click();
  await frame.getByText(/^Det ville bli ført annerledes på/).waitFor();
  await see("transfer-replay-differs", "as it stands");
  await choose("3000");
  await today.click();
  await frame.getByText("Det ville bli ført helt likt.").waitFor();
  await see("transfer-replay-same", "as it stands");
}

async function bothSides({ page, frame, see }: Stage): Promise<void> {
  await whileWaiting(page, "**/sides", async () => {
    await frame.getByRole("button", { name: "Hent fra begge" }).click();
    await frame.getByRole("status", { name: "Spør Rackbeat og Fiken …" }).waitFor();
    await see("transfer-sides-loading", "as it stands");
  });
  await frame.getByRole("table", { name: "Rackbeat og Fiken side om side" }).waitFor();
  await frame.getByRole("button", { name: "Vis opplysningene" }).click();
  await frame.getByRole("textbox", { name: "Opplysninger til kundeservice" }).waitFor();
  await see("transfer-sides-and-support");
}

async function addressOfNoTransfer({ page }: Stage): Promise<string> {
  const address = (await page.getByTitle("Innstillinger for Fiken").getAttribute("src")) ?? "";
  return `${address}/transfers/${crypto.randomUUID()}`;
}

/** Several products with one number, several contacts of one company, and invoices that were changed after they were sent. */
export async function decisions({ system, agreementId, page, frame, see }: Stage): Promise<void> {
  await page.reload();
  addLanterns(system, agreementId);
  await frame.getByRole("button", { name: "Se produktene og velg" }).click();
  const choose = frame.getByRole("button", { name: /^Velg dette: Lykt, ID/ });
  await choose.waitFor();
  await see("status-choose-product");
  await transferRow(frame, LANTERN, "Produkt").getByRole("link").click();
  // The choice was on the page before as well.
  await frame.getByRole("heading", { name: /^Produkt /, level: 1 }).waitFor();
  await choose.waitFor();
  await see("transfer-choose-product");
  await choose.click();
  await frame.getByRole("status").getByText("Verifisert").waitFor();
  await see("transfer-product-chosen");

  const { number: ofTwins } = addTwinContacts(system, agreementId);
  await frame.getByRole("link", { name: "Status", exact: true }).click();
  await frame.getByRole("button", { name: "Se kontaktene og velg" }).click();
  await frame.getByRole("button", { name: "Ingen av dem: opprett en ny kontakt" }).waitFor();
  await see("status-choose-contact");
  await transferRow(frame, ofTwins).getByRole("link").click();
  await frame.getByRole("heading", { name: /^Faktura /, level: 1 }).waitFor();
  const thisOne = frame.getByRole("button", { name: /^Velg denne: Lyse Nætter Sør/ });
  await thisOne.waitFor();
  await see("transfer-choose-contact");
  await thisOne.click();
  await frame.getByRole("status").getByText("Verifisert").waitFor();

  await frame.getByRole("link", { name: "Status", exact: true }).click();
  const numbers = [await pressOnPanel(page, "Vanlig faktura")];
  numbers.push(await pressOnPanel(page, "Vanlig faktura"));
  for (const number of numbers) await transferRow(frame, number).getByText("Verifisert").waitFor();
  for (const number of numbers) changeBooked(system, agreementId, number);
  for (const number of numbers) {
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
