import { acceptAtFiken } from "./fiken-books";
import { expect, test } from "./fixtures";
import { watchHands } from "./hands";
import { transferRow } from "./rackbeat-pages";

const COMPANY = "Fjordlys Interiør AS";
const MOST_PRESSES = 8;
const MOST_MINUTES = 5;

test("from Install to the first verified invoice in eight presses beyond choosing accounts, and nothing typed", async ({
  system: { rackbeat },
  agreementId,
  rackbeatPage,
  frame,
  book,
  cookies,
}) => {
  const hands = await watchHands(rackbeatPage);
  /** How many presses of the user's own `run` takes; each is one that the browser has seen. */
  async function pressesOf(run: () => Promise<void>): Promise<number> {
    const before = hands.presses.length;
    await run();
    return hands.presses.length - before;
  }
  await rackbeatPage.goto(`${rackbeat.url}/settings/apps?agreement=${agreementId}`);
  const begun = Date.now();

  const untilAccounts = await pressesOf(async () => {
    const app = rackbeatPage.getByRole("article", { name: "Fiken" });
    await app.getByRole("button", { name: "Installer" }).click();
    await acceptAtFiken(rackbeatPage, COMPANY);
    await frame.getByRole("link", { name: "Fortsett oppsettet" }).click();
    await frame.getByRole("button", { name: `Bruk ${COMPANY}` }).click();
    await frame.getByRole("button", { name: "Lagre valgene" }).click();
    await frame.getByRole("link", { name: "Velg kontoer" }).click();
    await expect(frame.getByRole("button", { name: "Lagre kontoene" })).toBeVisible();
  });
  const accounts = await pressesOf(async () => {
    await frame.getByRole("button", { name: /^Godta alle \d+ forslag$/ }).click();
    await frame.getByRole("button", { name: "Lagre kontoene" }).click();
    await expect(frame.getByText("Alle kontoer er valgt.")).toBeVisible();
  });
  const untilReady = await pressesOf(async () => {
    await frame.getByRole("button", { name: "Start overføringen" }).click();
    await expect(frame.getByRole("status")).toHaveText(/^Klar\./);
  });
  // The invoice is booked in Rackbeat, as any other day.
  const number = await book("Vanlig faktura");
  const untilVerified = await pressesOf(async () => {
    await expect(transferRow(frame, number)).toContainText("Verifisert");
  });

  const seconds = (Date.now() - begun) / 1000;
  const beyond = untilAccounts + untilReady + untilVerified;
  console.log(
    `Set-up, third-party cookies ${cookies}: ${beyond} presses and ${accounts} for the accounts, ${seconds.toFixed(1)} s`,
  );
  // Each was seen: with none of them counted nothing would be shown.
  expect(untilAccounts, hands.presses.join("\n")).toBeGreaterThanOrEqual(6);
  expect(accounts).toBe(2);
  expect(untilReady).toBe(1);
  expect(beyond, hands.presses.join("\n")).toBeLessThanOrEqual(MOST_PRESSES);
  expect(hands.typed, "typed or pasted").toEqual([]);
  expect(seconds).toBeLessThan(MOST_MINUTES * 60);

  // Had anything been typed, or one press more been needed, it would have been noted.
  await frame.getByRole("searchbox", { name: "Søk" }).fill(String(number));
  await expect.poll(() => hands.typed).toHaveLength(1);
  const before = hands.presses.length;
  await transferRow(frame, number).getByRole("link").click();
  await expect.poll(() => hands.presses.length).toBe(before + 1);
});
