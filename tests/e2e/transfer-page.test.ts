import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import { expect, test } from "./fixtures";
import { transferRow } from "./rackbeat-pages";

const FAR_AHEAD = "2099-12-31";

test("before anything is sent, the newest invoices are seen as vouchers, and what they lack is named", async ({
  goLive,
  frame,
  book,
}) => {
  await goLive();
  const ordinary = await book("Vanlig faktura");
  const unmapped = await book("Ny varegruppe");
  await frame.getByRole("link", { name: "Oppsett" }).click();
  await frame.getByRole("link", { name: "Vis bilagene" }).click();
  await expect(frame.getByRole("status")).toHaveText(/^1 av \d+ dokumenter trenger noe først\.$/);

  const voucher = frame.getByRole("table", { name: `Bilag for Faktura ${ordinary}` });
  await expect(voucher.getByRole("row", { name: /^1500/ })).toContainText("Kundefordringer");
  await expect(voucher.getByRole("row", { name: /^3000/ }).first()).toContainText("3 (25 %)");
  await expect(voucher.getByRole("row", { name: /^2700/ })).toContainText("Utgående");
  const [debit, credit] = await voucher
    .getByRole("row", { name: /^Sum/ })
    .locator("td:visible")
    .allTextContents()
    .then((cells) => cells.filter(Boolean));
  expect(debit).toBe(credit);
  await expect(frame.getByRole("heading", { name: `Faktura ${unmapped}` })).toBeVisible();
  await expect(frame.getByText(/har ingen salgskonto for 25 % mva/)).toBeVisible();
  await expect(frame.getByRole("link", { name: "Velg konto" })).toBeVisible();
});

test("what waits is skipped with a reason, told as the exception it is, and taken back", async ({
  system: { fiken },
  goLive,
  frame,
  book,
}) => {
  await goLive();
  const gone = await book("Vanlig faktura");
  await expect(transferRow(frame, gone)).toContainText("Verifisert");
  fiken.lockPeriod(FJORDLYS, FAR_AHEAD);
  const number = await book("Vanlig faktura");
  const row = transferRow(frame, number);
  await expect(row).toContainText(/Stoppet|Venter på deg/);
  await row.getByRole("link").click();
  await frame.getByRole("button", { name: "Hopp over …" }).click();
  const confirm = frame.getByRole("button", { name: "Hopp over", exact: true });
  await expect(confirm).toBeDisabled();
  await frame.getByRole("textbox", { name: "Hvorfor?" }).fill("Ført for hånd i Fiken");
  await confirm.click();
  await expect(frame.getByText("Hoppet over: Ført for hånd i Fiken")).toBeVisible();
  await expect(frame.getByRole("status").first()).toHaveText("Hoppet over");

  await frame.getByRole("link", { name: "Tilbake til status" }).click();
  await expect(frame.getByRole("status").first()).toHaveText(
    "Alt som skal overføres, står i Fiken, unntatt 1 dokument du har hoppet over.",
  );
  await frame.getByRole("link", { name: "1 dokument du har hoppet over" }).click();
  await expect(frame.getByLabel("Tilstand")).toHaveValue("skipped");
  await expect(transferRow(frame, gone)).toHaveCount(0);
  fiken.lockPeriod(FJORDLYS, undefined);
  await row.getByRole("link").click();
  await frame.getByRole("button", { name: "Overfør likevel" }).click();
  await expect(frame.getByText("En bruker vil overføre den likevel")).toBeVisible();
  await expect(frame.getByRole("status").first()).toHaveText("Verifisert");
  await frame.getByRole("link", { name: "Tilbake til status" }).click();
  await expect(frame.getByRole("status").first()).toHaveText(
    "Alt som skal overføres, står i Fiken.",
  );
});

test("a transfer shows both sides, what it would be today, and gives support what it needs", async ({
  goLive,
  frame,
  book,
}) => {
  await goLive();
  const number = await book("Vanlig faktura");
  const row = transferRow(frame, number);
  await expect(row).toContainText("Verifisert");
  await row.getByRole("link").click();
  const voucher = frame.getByRole("table", { name: `Bilag for Faktura ${number}` });
  await expect(voucher.getByRole("row", { name: /^1500:\d{5} .+Kundefordringer/ })).toBeVisible();
  await expect(frame.getByRole("link", { name: /^Åpne i Fiken/ })).toHaveAttribute(
    "href",
    /\/foretak\/[\w-]+\/handel\/salg\/\d+$/,
  );
  await expect(frame.getByRole("link", { name: /^Åpne i Rackbeat/ })).toHaveAttribute(
    "href",
    new RegExp(`/sales/customer-invoices/${number}$`),
  );

  await frame.getByRole("button", { name: "Prøv med dagens kontoer" }).click();
  await expect(frame.getByText("Det ville bli ført helt likt.")).toBeVisible();

  await frame.getByRole("button", { name: "Hent fra begge" }).click();
  const sides = frame.getByRole("table", { name: "Rackbeat og Fiken side om side" });
  const [rackbeat, fiken] = await sides
    .getByRole("row", { name: /^Sum/ })
    .getByRole("cell")
    .allTextContents();
  expect(fiken).toBe(rackbeat);
  await expect(sides.getByText("ulikt")).toHaveCount(0);

  await frame.getByRole("button", { name: "Vis opplysningene" }).click();
  const details = frame.getByRole("textbox", { name: "Opplysninger til kundeservice" });
  await expect(details).toHaveValue(new RegExp(`"rackbeatKey": "${number}"`));
  await expect(details).not.toHaveValue(/\/settings\/|Bearer|token|secret/i);
});
