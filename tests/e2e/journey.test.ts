import { acceptAtFiken, bookedRow, openBooks, postingsOf } from "./fiken-books";
import { expect, test } from "./fixtures";
import { transferRow } from "./rackbeat-pages";

const COMPANY = "Fjordlys Interiør AS";

test("from the Apps page to a booked invoice in Fiken, verified", async ({
  system: { rackbeat, fiken, appUrl },
  agreementId,
  rackbeatPage,
  openPage,
  frame,
  book,
}) => {
  await test.step("install, and give access at Fiken", async () => {
    await rackbeatPage.goto(`${rackbeat.url}/settings/apps?agreement=${agreementId}`);
    const app = rackbeatPage.getByRole("article", { name: "Fiken" });
    await app.getByRole("button", { name: "Installer" }).click();
    await acceptAtFiken(rackbeatPage, COMPANY);
    await expect(rackbeatPage).toHaveURL(new RegExp(`^${rackbeat.url}/settings/apps/fiken`));
    await expect(frame.getByRole("status")).toHaveText("Overføringen er ikke satt i gang ennå.");
  });

  await test.step("choose the company; one that cannot be chosen says why", async () => {
    await frame.getByRole("link", { name: "Fortsett oppsettet" }).click();
    const without = frame.getByRole("listitem").filter({ hasText: /^Testmarka Holding AS/ });
    await expect(without).toContainText("API-modulen er ikke slått på");
    await expect(without.getByRole("button")).toHaveCount(0);
    await frame.getByRole("button", { name: `Bruk ${COMPANY}` }).click();
    await expect(frame.getByText(`${COMPANY} er valgt.`)).toBeVisible();
  });

  await test.step("booked, not as a draft", async () => {
    await expect(frame.getByRole("button", { name: "Start overføringen" })).toBeDisabled();
    await frame.getByRole("radio", { name: /^Kladd/ }).check();
    await frame.getByRole("radio", { name: /^Bokført/ }).check();
    await frame.getByRole("button", { name: "Lagre valgene" }).click();
    await expect(frame.getByText(/^Bokført i Fiken, fra /)).toBeVisible();
  });

  await test.step("accept the accounts that are proposed", async () => {
    await frame.getByRole("link", { name: "Velg kontoer" }).click();
    await frame.getByRole("button", { name: /^Godta alle \d+ forslag$/ }).click();
    const save = frame.getByRole("button", { name: "Lagre kontoene" });
    // Where the next press is: the list of groups may be longer than the screen.
    await expect(save).toBeFocused();
    await save.click();
  });

  await test.step("go live", async () => {
    // Nothing is missing any more: the page has gone back to where it was come from.
    await expect(frame.getByText("Alle kontoer er valgt.")).toBeVisible();
    await frame.getByRole("button", { name: "Start overføringen" }).click();
    await expect(frame.getByRole("status")).toHaveText(/^Klar\./);
  });

  const number = await test.step("an invoice booked in Rackbeat becomes verified", async () => {
    const booked = await book("Vanlig faktura");
    const row = transferRow(frame, booked);
    await expect(row).toContainText("Verifisert");
    await expect(frame.getByRole("status")).toHaveText("Alt som skal overføres, står i Fiken.");
    return booked;
  });

  await test.step("its timeline tells what happened", async () => {
    await frame.getByRole("link", { name: `Vis hva som har skjedd med Faktura ${number}` }).click();
    await expect(frame.getByRole("heading", { name: `Faktura ${number}` })).toBeVisible();
    await expect(frame.getByRole("status").filter({ hasText: /^Verifisert$/ })).toBeVisible();
    const events = frame.getByRole("listitem");
    await expect(events.filter({ hasText: "Fiken har tatt imot" })).toHaveCount(1);
    await expect(events.filter({ hasText: "PDF er lagt ved" })).toHaveCount(1);
    await expect(events.last()).toContainText("Lest tilbake fra Fiken og lik på øret: verifisert");
  });

  await test.step("it stands in Fiken's books with account, VAT and PDF", async () => {
    const books = await openPage();
    await openBooks(books, fiken, COMPANY);
    const row = bookedRow(books, number, "Bokført");
    await expect(row).toHaveCount(1);
    const pdf = await row.getByRole("link").getAttribute("href");
    const file = await (await fetch(new URL(pdf ?? "", fiken.url))).text();
    expect(file.slice(0, 5)).toBe("%PDF-");

    const postings = await postingsOf(books, String(number));
    const income = postings.filter(({ account }) => account.startsWith("3000 "));
    expect(income.map(({ vatCode }) => vatCode)).toContain("3");
    expect(postings.some(({ account }) => account.startsWith("2700 "))).toBe(true);
  });

  await test.step("no cookie was needed", async () => {
    const app = rackbeatPage.frames().find((candidate) => candidate.url().startsWith(appUrl));
    expect(await app?.evaluate(() => document.cookie)).toBe("");
  });
});
