import { z } from "zod";
import { install, openSettings } from "@/tests/system/visitor";
import { expect, test } from "./fixtures";
import { transferRow } from "./rackbeat-pages";

const listSchema = z.object({
  transfers: z.array(z.object({ id: z.string(), number: z.string() })),
});

test("a wrong secret opens a plain page that tells nothing", async ({
  system: { appUrl },
  agreementId,
  goLive,
  openPage,
  witness,
}) => {
  witness.expected = /404 \(Not Found\)/;
  await goLive();
  const page = await openPage();
  const answers = [];
  for (const agreement of [agreementId, 999_999]) {
    const response = await page.goto(`${appUrl}/settings/${agreement}/not-the-secret`);
    expect(response?.status()).toBe(404);
    await expect(page.getByRole("heading", { name: "Her er det ingenting" })).toBeVisible();
    answers.push(await page.getByRole("main").textContent());
  }
  expect(answers[0]).toBe(answers[1]);
  expect(answers[0]).not.toMatch(/Fjordlys|secret|hemmelig|avtale/i);
});

test("an expired, a forged or no session is a 401 with cause and fix", async ({
  system: { appUrl },
  goLive,
}) => {
  await goLive();
  const forged = `${Buffer.from('{"alg":"none"}').toString("base64url")}.${Buffer.from("{}").toString("base64url")}.`;
  for (const authorization of [undefined, "Bearer not-a-session", `Bearer ${forged}`]) {
    const response = await fetch(`${appUrl}/api/embedded/transfers`, {
      headers: { "accept-language": "nb", ...(authorization && { authorization }) },
    });
    expect(response.status).toBe(401);
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(await response.json()).toEqual({
      error: expect.objectContaining({
        code: "session.expired",
        cause: "Økten er utløpt.",
        fix: "Last siden på nytt i Rackbeat.",
      }),
    });
  }
});

test("one company's session reads nothing of another's", async ({
  system,
  agreementId,
  agreements,
  goLive,
  frame,
  book,
}) => {
  await goLive();
  const number = await book("Vanlig faktura");
  await expect(transferRow(frame, number)).toContainText("Verifisert");
  const own = await openSettings(system, agreementId);
  const { transfers } = listSchema.parse(await own.get("/transfers"));
  const transfer = transfers.find((one) => one.number === String(number));
  expect(transfer).toBeDefined();

  const { value: other } = agreements.next();
  await install(system, other);
  const stranger = await openSettings(system, other);
  expect(await stranger.get("/transfers")).toMatchObject({ transfers: [] });
  await expect(stranger.get(`/transfers/${transfer?.id}`)).rejects.toThrow("404");
  // Answered as for one that is not there: nothing was sent again.
  expect(await stranger.send("POST", `/transfers/${transfer?.id}/retry`)).toEqual({
    requeued: false,
  });
  system.rackbeat.uninstall(other, {});
});

test("a page that slept longer than its session goes on by itself, with what was typed and not saved", async ({
  system: { appUrl },
  goLive,
  frame,
  rackbeatPage,
  witness,
}) => {
  witness.expected = /401 \(Unauthorized\)/;
  await goLive();
  await frame.getByRole("link", { name: "Kontoer", exact: true }).click();
  const account = frame.getByRole("combobox", { name: /^Konto for .+, 25 % mva/ }).first();
  await expect(account).toHaveValue(/^3000 /);
  await account.fill("3010");
  await account.press("Enter");
  await expect(account).toHaveValue(/^3010 /);

  const app = rackbeatPage.frames().find((candidate) => candidate.url().startsWith(appUrl));
  await app?.evaluate((sleptMs) => {
    const now = Date.now.bind(Date);
    Date.now = () => now() + sleptMs;
  }, 60 * 60_000);
  const error = { code: "session.expired", cause: "Økten er utløpt.", fix: "" };
  const refusal = { status: 401, json: { error } };
  let refused = 0;
  await rackbeatPage.route(
    "**/api/embedded/session",
    (route) => {
      refused += 1;
      return route.fulfill(refusal);
    },
    { times: 1 },
  );

  await frame.getByRole("button", { name: "Lagre kontoene" }).click();
  await expect(frame.getByRole("status")).toHaveText(/^Lagret\./);
  await expect(account).toHaveValue(/^3010 /);
  expect(refused).toBe(1);
  await expect(frame.getByText("Økten er utløpt.")).toHaveCount(0);
});
