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
  await expect(frame.getByRole("status")).toHaveText("1 overføring venter på deg.");
  const reason = frame.getByRole("row", { name: /har ingen salgskonto for 25 % mva/ });
  await expect(reason).toContainText(
    "Velg en konto under Kontoer. Da går dokumentet videre av seg selv.",
  );

  await reason.getByRole("link", { name: "Velg konto" }).click();
  const account = frame.getByRole("combobox", {
    name: /^Konto for \d+ Ny varegruppe \d+, 25 % mva/,
  });
  await expect(account).toHaveValue(/^3\d{3}$/);
  await frame.getByRole("button", { name: "Lagre kontoene" }).click();
  await expect(frame.getByRole("status")).toHaveText("Lagret. 1 ventende overføring fortsetter.");

  await frame.getByRole("link", { name: "Status" }).click();
  await expect(row).toContainText("Verifisert");
  await expect(frame.getByText(/har ingen salgskonto/)).toHaveCount(0);
});
