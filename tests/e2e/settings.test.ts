import { readFileSync } from "node:fs";
import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import { install, openSettings } from "@/tests/system/visitor";
import { expect, test } from "./fixtures";
import { transferRow } from "./rackbeat-pages";

const COMPANY = "Fjordlys Interiør AS";

test("a set-up that was left goes on where it was, and starts nothing before the accounts are chosen", async ({
  system,
  agreementId,
  frame,
  openApp,
}) => {
  await install(system, agreementId);
  await openApp();
  const start = frame.getByRole("button", { name: "Start overføringen" });

  await test.step("company and documents, then away and back", async () => {
    await frame.getByRole("link", { name: "Fortsett oppsettet" }).click();
    await frame.getByRole("button", { name: `Bruk ${COMPANY}` }).click();
    await frame.getByRole("button", { name: "Lagre valgene" }).click();
    await openApp();
    await frame.getByRole("link", { name: "Fortsett oppsettet" }).click();
    await expect(frame.getByText(`${COMPANY} er valgt.`)).toBeVisible();
    await expect(frame.getByText(/^Bokført i Fiken, fra /)).toBeVisible();
  });

  await test.step("what is missing is named, and the server refuses as well", async () => {
    const mapping = frame.getByRole("listitem").filter({ hasText: "Velg kontoer" }).first();
    await expect(mapping).toContainText("1 Belysning: salgskonto for 25 % mva");
    await expect(start).toBeDisabled();
    await expect(
      frame.getByText(/^Kontoer: \d+ valg mangler for varegrupper i bruk/),
    ).toBeVisible();
    const visitor = await openSettings(system, agreementId);
    await expect(visitor.send("POST", "/go-live")).rejects.toThrow(/set_up_incomplete/);
  });

  await test.step("an optional step is skipped, stays skipped, and can be taken up again", async () => {
    await frame.getByRole("button", { name: "Hopp over" }).click();
    await expect(frame.getByText("Hoppet over. Det kan gjøres senere.")).toBeVisible();
    await openApp();
    await frame.getByRole("link", { name: "Fortsett oppsettet" }).click();
    await frame.getByRole("button", { name: "Hent likevel" }).click();
    await expect(frame.getByRole("button", { name: "Hopp over" })).toBeVisible();
  });
});

test("what was chosen in the set-up is changed on the settings page, and a pause loses nothing", async ({
  system,
  rackbeatPage,
  goLive,
  frame,
  book,
}) => {
  await goLive();
  async function settings() {
    await frame.getByRole("link", { name: "Innstillinger" }).click();
    // The status page has a button that pauses as well.
    await expect(frame.getByRole("heading", { name: "Avinstallere" })).toBeVisible();
  }
  const status = () => frame.getByRole("link", { name: "Status" }).click();

  const number = await test.step("paused, an invoice waits", async () => {
    await settings();
    await frame.getByRole("button", { name: "Sett på pause" }).click();
    await expect(frame.getByText(/^Overføringen er satt på pause siden /)).toBeVisible();
    const booked = await book("Vanlig faktura");
    await status();
    await expect(transferRow(frame, booked)).toContainText("I kø");
    return booked;
  });

  await test.step("Fiken issues from now on, to be paid to the account that is chosen", async () => {
    await settings();
    await frame.getByRole("radio", { name: /^Kladd/ }).check();
    await frame.getByRole("radio", { name: /^Fiken/ }).check();
    await frame
      .getByLabel("Konto på fakturaene")
      .selectOption({ label: "9710.11.44333 Sparekonto" });
    await frame.getByRole("button", { name: "Lagre valgene" }).click();
    await expect(frame.getByText("Valgene er lagret.")).toBeVisible();
  });

  await test.step("resumed, it goes, as was chosen meanwhile", async () => {
    await frame.getByRole("button", { name: "Fortsett overføringen" }).click();
    await expect(frame.getByText("Overføringen er i gang.")).toBeVisible();
    await status();
    await expect(transferRow(frame, number)).toContainText("Verifisert");
    const drafts = [...system.fiken.world.books(FJORDLYS).invoiceDrafts.values()];
    const own = drafts.find(({ orderReference }) => orderReference === String(number));
    expect(own).toMatchObject({ bankAccountNumber: "97101144333" });
  });

  await test.step("the hand-over is a file with the history and without the page's secret", async () => {
    await settings();
    const download = rackbeatPage.waitForEvent("download");
    await frame.getByRole("button", { name: "Last ned overleveringen" }).click();
    const text = readFileSync(await (await download).path(), "utf8");
    const records = text.trim().split("\n");
    expect(JSON.parse(records.at(-1) ?? "")).toEqual({ type: "end", records: records.length - 1 });
    expect(text).toContain(`"rackbeatKey":"${number}"`);
    expect(text).not.toMatch(/token|secret/i);
  });
});
