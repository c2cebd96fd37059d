import { readFileSync } from "node:fs";
import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import { expect, test } from "./fixtures";
import { transferRow } from "./rackbeat-pages";
import {
  addLanterns,
  addTwinContacts,
  changeBooked,
  LANTERN,
  TWIN_ORGANIZATION,
} from "./undecided";

const TODAY = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Oslo" }).format(new Date());

test("what only a person can decide is decided on the screen, and the reconciliation shows the outcome", async ({
  system,
  agreementId,
  rackbeatPage,
  goLive,
  frame,
  book,
}) => {
  const { fiken } = system;
  await goLive();

  await test.step("several products in Fiken with one number: each is shown, one is chosen", async () => {
    const { former, wanted } = addLanterns(system, agreementId);
    const task = frame
      .getByRole("listitem")
      .filter({ hasText: `2 produkter i Fiken har nummer ${LANTERN}` });
    await task.getByRole("button", { name: "Se produktene og velg" }).click();
    const choice = frame.getByRole("region", { name: `Produkter i Fiken med nummer ${LANTERN}` });
    await expect(choice).toContainText(`I Rackbeat: ${LANTERN} Stormlykt`);
    await expect(choice.getByRole("listitem")).toHaveCount(2);
    const candidate = choice.getByRole("listitem").filter({ hasText: String(wanted.productId) });
    for (const fact of ["Lykt", LANTERN, "125,50", "3000 ", "7,5"]) {
      await expect(candidate).toContainText(fact);
    }
    await choice
      .getByRole("button", { name: `Velg dette: Lykt, ID ${wanted.productId} i Fiken` })
      .click();
    await expect(transferRow(frame, LANTERN, "Produkt")).toContainText("Verifisert");
    await expect(task).toHaveCount(0);
    const { products } = fiken.world.books(FJORDLYS);
    expect(products.get(wanted.productId)).toMatchObject({ name: "Stormlykt", unitPrice: 14_900 });
    expect(products.get(former.productId)).toEqual(former);
  });

  const standing = (number: number) =>
    [...fiken.world.books(FJORDLYS).sales.values()]
      .filter((sale) => sale.saleNumber === String(number) && !sale.deleted)
      .map(({ saleId }) => saleId);

  const changed = await test.step("two invoices are changed after they were sent", async () => {
    const numbers = [await book("Vanlig faktura"), await book("Vanlig faktura")] as const;
    for (const number of numbers) {
      await expect(transferRow(frame, number)).toContainText("Verifisert");
    }
    for (const number of numbers) changeBooked(system, agreementId, number);
    const task = frame.getByRole("listitem").filter({
      hasText: "2 dokumenter er endret i Rackbeat etter at de ble overført.",
    });
    await expect(task).toContainText("du avgjør hvert dokument");
    await expect(
      frame.getByRole("row").filter({ hasText: /\(før: .+, nå: .*372,50\)/ }),
    ).toHaveCount(2);
    return numbers;
  });
  const kept = await test.step("one is kept as it stands in Fiken, on its own page", async () => {
    await frame.getByRole("link", { name: "Se og avgjør det første" }).click();
    const heading = frame.getByRole("heading", { name: /^Faktura \d+$/ });
    const number = Number((await heading.textContent())?.match(/\d+/)?.[0]);
    expect(changed).toContain(number);
    await frame.getByRole("button", { name: `Behold det i Fiken: Faktura ${number}` }).click();
    await expect(frame.getByRole("status").filter({ hasText: /^Verifisert$/ })).toBeVisible();
    await frame.getByRole("link", { name: "Tilbake til status" }).click();
    return number;
  });
  const reposted = changed.find((number) => number !== kept) ?? 0;
  const former = { kept: standing(kept), reposted: standing(reposted) };

  await test.step("the other is reversed in Fiken and posted as it is now", async () => {
    await frame
      .getByRole("button", { name: `Reverser og send på nytt: Faktura ${reposted}` })
      .click();
    await expect(transferRow(frame, reposted)).toContainText("Verifisert");
    expect(standing(kept)).toEqual(former.kept);
    expect(standing(reposted)).toHaveLength(1);
    expect(standing(reposted)).not.toEqual(former.reposted);
  });

  await test.step("the reconciliation tells the equal, the kept and the missing, as a file too", async () => {
    const waiting = await book("Ny varegruppe");
    await expect(transferRow(frame, waiting)).toContainText("Venter på deg");
    await frame.getByRole("link", { name: "Avstemming" }).click();
    await frame.getByLabel("Fra og med").fill(TODAY);
    await frame.getByLabel("Til og med").fill(TODAY);
    await frame.getByRole("button", { name: "Avstem", exact: true }).click();
    const results = frame.getByRole("group", { name: "Vis bare" });
    for (const [result, number] of [
      ["Lik", reposted],
      ["Beholdt i Fiken etter valg", kept],
      ["Mangler i Fiken", waiting],
    ] as const) {
      await results.getByRole("button", { name: `${result} 1`, exact: true }).click();
      const shown = frame.getByRole("table", { name: "Avstemming" }).locator("tbody");
      await expect(shown.getByRole("row")).toHaveCount(1);
      await expect(shown.getByRole("row")).toContainText(`Faktura ${number}`);
    }
    const download = rackbeatPage.waitForEvent("download");
    await frame.getByRole("button", { name: "Last ned som CSV" }).click();
    const file = await download;
    expect(file.suggestedFilename()).toBe(`avstemming-${TODAY}-${TODAY}.csv`);
    const lines = readFileSync(await file.path(), "utf8")
      .trim()
      .split(/\r?\n/);
    expect(lines).toHaveLength(1 + 3);
    for (const number of [reposted, kept, waiting]) {
      expect(lines.join("\n")).toContain(String(number));
    }
  });
});

test("which of several contacts a customer is, or none of them, is chosen on the screen", async ({
  system,
  agreementId,
  goLive,
  frame,
}) => {
  const { contacts, sales } = system.fiken.world.books(FJORDLYS);
  await goLive();
  const task = frame
    .getByRole("listitem")
    .filter({ hasText: `2 kontakter i Fiken har samme organisasjonsnummer: ${TWIN_ORGANIZATION}` });

  const earlier =
    await test.step("each is shown with what tells them apart, and one is chosen", async () => {
      const { number, former, wanted, customerNumber } = addTwinContacts(system, agreementId);
      await task.getByRole("button", { name: "Se kontaktene og velg" }).click();
      const choice = frame.getByRole("region", {
        name: `Kunde ${customerNumber}: kontakter i Fiken`,
      });
      await expect(choice).toContainText(`Kunde ${customerNumber} i Rackbeat: Lyse Nætter AS`);
      await expect(choice.getByRole("listitem")).toHaveCount(2);
      const candidate = choice.getByRole("listitem").filter({ hasText: "Lyse Nætter Sør" });
      for (const fact of [String(wanted.contactId), TWIN_ORGANIZATION, /1500:\d{5}/]) {
        await expect(candidate).toContainText(fact);
      }
      await candidate.getByRole("button", { name: /^Velg denne: Lyse Nætter Sør/ }).click();
      await expect(transferRow(frame, number)).toContainText("Verifisert");
      await expect(task).toHaveCount(0);
      const [sale] = [...sales.values()].filter(({ saleNumber }) => saleNumber === String(number));
      expect(sale?.customerId).toBe(wanted.contactId);
      return [former.contactId, wanted.contactId];
    });

  await test.step("none of them: a new contact is made, on the transfer's own page", async () => {
    for (const contactId of earlier) contacts.delete(contactId);
    const { number, customerNumber, former, wanted } = addTwinContacts(system, agreementId);
    await transferRow(frame, number).getByRole("link").click();
    await frame.getByRole("button", { name: "Ingen av dem: opprett en ny kontakt" }).click();
    await expect(frame.getByRole("status").filter({ hasText: /^Verifisert$/ })).toBeVisible();
    await expect(frame.getByText("En bruker valgte hvilken kontakt i Fiken det er")).toBeVisible();
    const own = [...contacts.values()].filter(
      ({ memberNumberString }) => memberNumberString === `RB-C-${customerNumber}`,
    );
    expect(own).toHaveLength(1);
    expect([former.contactId, wanted.contactId]).not.toContain(own[0]?.contactId);
  });
});
