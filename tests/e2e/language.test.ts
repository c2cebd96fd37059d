import { expect, test } from "./fixtures";

test("the language is switched in the frame, stays switched, and words problems as well", async ({
  goLive,
  frame,
  book,
  openApp,
}) => {
  await goLive();
  const number = await book("Ny varegruppe");
  await expect(frame.getByText(/har ingen salgskonto for 25 % mva/).first()).toBeVisible();

  await frame.getByRole("combobox", { name: "Språk" }).selectOption({ label: "English" });
  await expect(frame.getByRole("link", { name: "Set-up" })).toBeVisible();
  await expect(frame.getByText(/has no sales account/).first()).toBeVisible();

  await openApp();
  await expect(
    frame.getByRole("link", { name: `Show what happened to Invoice ${number}` }),
  ).toBeVisible();
  await frame.getByRole("combobox", { name: "Language" }).selectOption({ label: "Norsk" });
  await expect(frame.getByRole("link", { name: "Oppsett" })).toBeVisible();
});

test("what was read before the switch is worded in the new language as well", async ({
  goLive,
  frame,
  book,
}) => {
  await goLive();
  await book("Ny varegruppe");
  await expect(frame.getByText(/har ingen salgskonto for 25 % mva/).first()).toBeVisible();
  await frame.getByRole("link", { name: "Avstemming", exact: true }).click();
  await frame.getByRole("button", { name: "Avstem", exact: true }).click();
  await expect(frame.getByText(/Venter på deg: .*har ingen salgskonto/)).toBeVisible();
  await frame.getByRole("combobox", { name: "Språk" }).selectOption({ label: "Svenska" });
  await expect(frame.getByText(/Väntar på dig: .*har inget försäljningskonto/)).toBeVisible();
  await expect(frame.getByText(/har ingen salgskonto/)).toHaveCount(0);
});
