import { acceptAtFiken } from "./fiken-books";
import { expect, test } from "./fixtures";
import { transferRow } from "./rackbeat-pages";

const COMPANY = "Fjordlys Interiør AS";

test("who takes the access back in Fiken is told, connects again, and nothing was lost meanwhile", async ({
  system: { fiken },
  rackbeatPage,
  goLive,
  frame,
  book,
}) => {
  await goLive();
  await expect(frame.getByRole("status")).toHaveText(/^Klar\./);
  fiken.revokeGrant();
  const number = await book("Vanlig faktura");
  const row = transferRow(frame, number);
  await expect(row).toContainText(/Venter på deg|Stoppet/);
  await frame.getByRole("link", { name: "Oppsett", exact: true }).click();

  // Fiken's login takes a window of its own, where it may set its cookies.
  const opened = rackbeatPage.context().waitForEvent("page");
  await frame.getByRole("button", { name: /^Koble til/ }).click();
  const login = await opened;
  await acceptAtFiken(login, COMPANY);
  await frame.getByRole("link", { name: "Status", exact: true }).click();
  await expect(row).toContainText("Verifisert");
  await expect(frame.getByRole("status")).toHaveText("Alt som skal overføres, står i Fiken.");
});
