import { acceptAtFiken } from "./fiken-books";
import { expect, test } from "./fixtures";
import { frameIn, pressOnPanel, transferRow } from "./rackbeat-pages";

test("who refuses at Fiken is told what happened, and Rackbeat's install is cancelled", async ({
  system: { rackbeat, appUrl },
  agreementId,
  rackbeatPage,
}) => {
  await rackbeatPage.goto(`${rackbeat.url}/settings/apps?agreement=${agreementId}`);
  const app = rackbeatPage.getByRole("article", { name: "Fiken" });
  await app.getByRole("button", { name: "Installer" }).click();
  await rackbeatPage.getByRole("button", { name: "Avslå" }).click();

  await expect(rackbeatPage).toHaveURL(new RegExp(`^${appUrl}/install/problem`));
  const alert = rackbeatPage
    .getByRole("alert")
    .filter({ hasText: "Tilgangen ble avslått hos Fiken." });
  await expect(alert).toContainText("Start på nytt fra Rackbeat, og godta tilgangen hos Fiken.");
  const installs = [...rackbeat.world.installTokens.values()];
  expect(installs.filter((install) => install.agreementId === agreementId)).toEqual([
    expect.objectContaining({ state: "cancelled" }),
  ]);

  await rackbeatPage.getByRole("link", { name: "Til Rackbeat" }).click();
  await expect(rackbeatPage.getByRole("heading", { name: "Apps" })).toBeVisible();
});

test("an uninstall ends the frame's session, and a new install goes on with the old mapping", async ({
  system: { rackbeat },
  agreementId,
  openPage,
  goLive,
  frame,
  witness,
}) => {
  witness.expected = /401 \(Unauthorized\)/;
  await goLive();
  await expect(frame.getByRole("status")).toHaveText(/^Klar\./);
  const former = rackbeat.world.agreement(agreementId).plugins.get("fiken")?.settingsUrl ?? "";

  const apps = await openPage();
  await apps.goto(`${rackbeat.url}/settings/apps?agreement=${agreementId}`);
  const app = apps.getByRole("article", { name: "Fiken" });
  await app.getByRole("button", { name: "Avinstaller" }).click();
  await expect(app.getByRole("button", { name: "Installer" })).toBeVisible();
  await expect.poll(async () => (await fetch(former)).text()).toContain("Appen er avinstallert");

  await app.getByRole("button", { name: "Installer" }).click();
  await acceptAtFiken(apps, "Fjordlys Interiør AS");
  const again = frameIn(apps);
  await expect(again.getByRole("status")).toHaveText(
    /^Klar\.|^Alt som skal overføres|^Ser fortsatt etter/,
  );
  expect((await fetch(former)).status).toBe(404);
  const number = await pressOnPanel(apps, "Vanlig faktura");
  await expect(transferRow(again, number)).toContainText("Verifisert");
});
