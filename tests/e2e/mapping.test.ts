import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import { install, openSettings } from "@/tests/system/visitor";
import { expect, test } from "./fixtures";

test("a new user accepts what is proposed with one press, saves with one, and takes it back", async ({
  system,
  agreementId,
  openApp,
  frame,
}) => {
  await install(system, agreementId);
  const visitor = await openSettings(system, agreementId);
  await visitor.send("PUT", "/company", { companySlug: FJORDLYS });
  await openApp();
  await frame.getByRole("link", { name: "Kontoer", exact: true }).click();
  const lighting = frame.getByRole("group", { name: "1 Belysning", exact: true });
  const account = lighting.getByRole("combobox", { name: "Konto for 1 Belysning, 25 % mva" });
  await expect(account).toHaveValue("");
  await expect(account).toHaveAttribute("placeholder", /^Forslag: 3000 /);
  // Before anything was transferred: what Rackbeat's newest invoices tell, and what they are.
  await expect(lighting).toContainText(/\d+ produkter · i [1-9]\d* av de \d+ siste/);
  await expect(
    frame.getByText(/^Salg: talt i de \d+ siste bokførte fakturaene i Rackbeat, fra .+ til .+\.$/),
  ).toBeVisible();
  await expect(lighting).toContainText("Sannsynlig: vanlig konto for denne mva-behandlingen");
  await expect(frame.getByRole("tab", { name: /^Salg/ })).toContainText("mangler");

  await frame.getByRole("button", { name: /^Godta alle \d+ forslag$/ }).click();
  await expect(account).toHaveValue(/^3000 /);
  await frame.getByRole("button", { name: "Lagre kontoene" }).click();
  await expect(frame.getByRole("status")).toHaveText("Lagret.");
  await expect(frame.getByRole("tab", { name: /^Salg/ })).toHaveText("Salg");

  await frame.getByText("Historikk", { exact: true }).click();
  const undo = frame.getByRole("button", { name: /^Angre endringen/ });
  await expect(frame.getByText("fra innstillingene i Rackbeat")).toHaveCount(1);
  await expect(frame.getByText(/1 Belysning, 25 % mva:/)).toContainText("1 Belysning");
  await undo.click();
  await expect(frame.getByText(/angret endringen/)).toHaveCount(1);
  await expect(account).toHaveValue("");
  // Taken back as well: what was undone stands again.
  await undo.click();
  await expect(account).toHaveValue(/^3000 /);
});

test("an account is found by number or name with the keys alone, and only one that Fiken takes", async ({
  goLive,
  frame,
}) => {
  await goLive();
  await frame.getByRole("link", { name: "Kontoer", exact: true }).click();
  const account = frame.getByRole("combobox", { name: "Konto for 1 Belysning, 25 % mva" });
  const list = frame.getByRole("listbox", { name: "Konto for 1 Belysning, 25 % mva" });
  const options = list.getByRole("option");
  await expect(account).toHaveValue(/^3000 /);

  await account.focus();
  await account.pressSequentially("avgiftsfri");
  await expect(frame.getByText("Ingen konto passer.", { exact: false })).toBeVisible();
  await account.press("Escape");
  await expect(account).toHaveValue(/^3000 /);

  await account.fill("tjenester høy");
  await expect(options).toHaveText([/^3020/, /^3070/]);
  await account.press("Enter");
  await expect(account).toHaveValue(/^3020 /);
  await expect(options).toHaveCount(0);
  await expect(frame.getByRole("status")).toHaveText("1 endring er ikke lagret.");

  // What is half typed is nothing, what is emptied is none.
  await account.fill("30");
  await frame.getByRole("heading", { name: "Salg uten mva" }).click();
  await expect(account).toHaveValue(/^3020 /);
  await account.fill("");
  await account.press("Tab");
  await expect(account).toHaveValue("");
  await expect(frame.getByRole("group", { name: "1 Belysning" })).toContainText("Ikke lagret");
});
