import { expect, test } from "./fixtures";
import { transferRow } from "./rackbeat-pages";

test("an invoice of a new product group waits, says why, and goes on by itself once it is mapped", async ({
  goLive,
  frame,
  book,
}) => {
  await goLive();
  const number = await book("Ny varegruppe");
  const row = transferRow(frame, number);
  await expect(row).toContainText("Venter på deg");
  // The new product and its stock wait for the same thing: one task for all three.
  await expect(frame.getByRole("status")).toHaveText("3 overføringer venter på deg.");
  const reason = frame
    .getByRole("listitem")
    .filter({ hasText: /har ingen salgskonto for 25 % mva/ });
  await expect(reason).toContainText("Velg en konto under Kontoer. Da går det videre av seg selv.");

  await reason.getByRole("link", { name: "Velg konto" }).click();
  const account = frame.getByRole("combobox", {
    name: /^Konto for \d+ Ny varegruppe \d+, 25 % mva/,
  });
  await expect(account).toHaveValue("");
  const group = frame.getByRole("group", { name: /^\d+ Ny varegruppe \d+ Ny$/ });
  await expect(group).toContainText(/[1-3] venter/);
  await expect(group).toContainText("1 produkt · 1 dokument siste 90 dager");
  await group.getByRole("button", { name: /^Godta 3000 .+, 25 % mva$/ }).click();
  await expect(account).toHaveValue(/^3000 /);
  const goingOn = frame.getByText(/^[1-3] ventende overføring(er)? går videre når du lagrer$/);
  await goingOn.click();
  await expect(frame.getByRole("link", { name: `Faktura ${number}` })).toBeVisible();
  await frame.getByRole("button", { name: "Lagre kontoene" }).click();
  // The group's own webhook may have let the product and its stock be looked at again just then.
  await expect(frame.getByRole("status")).toHaveText(
    /^Lagret\. [1-3] ventende overføring(er)? fortsetter\.$/,
  );

  await frame.getByRole("link", { name: "Status" }).click();
  await expect(row).toContainText("Verifisert");
  await expect(frame.getByText(/har ingen salgskonto/)).toHaveCount(0);
});
