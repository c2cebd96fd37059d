import type { System } from "@/tests/system/system";
import { openSettings } from "@/tests/system/visitor";
import { expect, test } from "./fixtures";
import { transferRow } from "./rackbeat-pages";

const EVENT = "customer_invoice.updated";
const MANY = 240;
const FIRST_NUMBER = 900_001;
const LAST_NUMBER = FIRST_NUMBER + MANY - 1;

test("a long list is read on as it is scrolled, drawn about what is in view, searched and walked through by keys", async ({
  system,
  agreementId,
  rackbeatPage,
  goLive,
  openApp,
  frame,
}) => {
  await goLive();
  await (await openSettings(system, agreementId)).send("POST", "/pause");
  for (let number = FIRST_NUMBER; number <= LAST_NUMBER; number += 1) {
    await tellOf(system, agreementId, number);
  }
  await openApp();
  const links = frame.getByRole("link", { name: /^Vis hva som har skjedd med Faktura/ });

  await test.step("what is asked for at first is a page, whatever there is", async () => {
    await expect(transferRow(frame, LAST_NUMBER)).toBeVisible();
    expect(await links.count()).toBe(50);
  });

  await test.step("scrolled to the end, all has been read and little of it is drawn", async () => {
    await rackbeatPage.mouse.move(600, 500);
    await expect(async () => {
      await rackbeatPage.mouse.wheel(0, 1_000);
      await expect(transferRow(frame, FIRST_NUMBER)).toBeVisible({ timeout: 100 });
    }).toPass({ timeout: 45_000 });
    await expect.poll(() => links.count()).toBeLessThan(MANY - 50);
    await expect(transferRow(frame, LAST_NUMBER)).toHaveCount(0);
  });

  await test.step("back at the top the newest stand there again, and what has come meanwhile", async () => {
    await tellOf(system, agreementId, FIRST_NUMBER);
    await rackbeatPage.evaluate(() => window.scrollTo(0, 0));
    await expect(transferRow(frame, LAST_NUMBER)).toBeVisible();
    await expect(links.first()).toHaveText(`Faktura ${FIRST_NUMBER}`);
  });

  const search = frame.getByRole("searchbox", { name: "Søk" });
  await test.step("the beginning of a number finds its own, and the arrow keys go through them", async () => {
    await search.fill("90001");
    await expect(links).toHaveCount(10);
    await search.press("ArrowDown");
    await expect(links.first()).toBeFocused();
    await links.first().press("ArrowDown");
    await expect(links.nth(1)).toBeFocused();
    await links.nth(1).press("Enter");
    await expect(frame.getByRole("heading", { name: "Faktura 900018" })).toBeVisible();
  });

  await test.step("who comes back finds the list as it was left", async () => {
    await frame.getByRole("link", { name: "Tilbake til status" }).click();
    await expect(search).toHaveValue("90001");
    await expect(links).toHaveCount(10);
  });

  await test.step("what nothing matches says so, and shows all again", async () => {
    await frame.getByRole("combobox", { name: "Tilstand" }).selectOption("Verifisert");
    await expect(frame.getByText("Ingen overføringer passer.")).toBeVisible();
    // By key: the frame has just become shorter, and a pointer would meet it while it moves.
    await frame.getByRole("button", { name: "Vis alle" }).press("Enter");
    await expect(search).toHaveValue("");
    await expect(transferRow(frame, LAST_NUMBER)).toBeVisible();
  });
});

/** As Rackbeat does, of an invoice that it has not got: it waits, and nobody is asked about it. */
async function tellOf({ rackbeat }: System, agreementId: number, number: number): Promise<void> {
  const webhooks = rackbeat.world.agreement(agreementId).webhooks.list();
  const webhook = webhooks.find(({ event }) => event === EVENT);
  if (!webhook) throw new Error(`The app has registered no webhook for ${EVENT}`);
  const answer = await fetch(webhook.url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "rackbeat-webhook-token": webhook.token,
      "rackbeat-webhook-event": EVENT,
      "rackbeat-account-id": String(agreementId),
    },
    body: JSON.stringify({ key_name: "number", key: String(number) }),
  });
  expect(answer.status).toBe(202);
  await answer.arrayBuffer();
}
