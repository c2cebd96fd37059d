import { afterAll, beforeAll, expect, test } from "vitest";
import { entityOf, openReceiver, openSandbox, rowsOf, SHOP } from "./testing";

let world: Awaited<ReturnType<typeof openSandbox>>;
beforeAll(async () => {
  world = await openSandbox({ appUrl: "http://localhost:3111" });
});
afterAll(() => world.sandbox.close());

async function handshake(verb: "accept" | "cancel", token: string) {
  const url = `${world.sandbox.url}/integration/${verb}/${token}`;
  const response = await fetch(url, { method: "POST" });
  return { status: response.status, body: await response.json() };
}

function freshToken(): string {
  return new URL(world.sandbox.startInstall(SHOP)).searchParams.get("token") ?? "";
}

test("an installation starts at the app with a token", () => {
  expect(world.sandbox.startInstall(SHOP)).toMatch(
    /^http:\/\/localhost:3111\/install\/rackbeat\?token=[\w-]{30,}$/,
  );
});

test("accept needs no login, gives a token that works, and works once", async () => {
  const token = freshToken();
  const { status, body } = await handshake("accept", token);
  expect(status).toBe(200);
  expect(body).toEqual({
    access_token: expect.any(String),
    app_slug: "fiken",
    redirect_to: `${world.sandbox.url}/settings/apps/fiken?agreement=${SHOP}`,
  });
  const self = await world.ask("GET", "/self", undefined, body.access_token);
  expect(entityOf(self, "user_account")).toMatchObject({ id: SHOP });
  expect((await handshake("accept", token)).status).toBe(410);
  expect((await handshake("cancel", token)).status).toBe(410);
});

test("a cancelled, expired or unknown token is refused", async () => {
  const token = freshToken();
  expect((await handshake("cancel", token)).status).toBe(200);
  expect((await handshake("accept", token)).status).toBe(410);
  world.sandbox.quirks.installTokenLifetimeMs = -1;
  const expired = freshToken();
  world.sandbox.quirks.installTokenLifetimeMs = 60_000;
  expect((await handshake("accept", expired)).status).toBe(410);
  expect((await handshake("accept", "unknown")).status).toBe(404);
});

test("the app registers its settings page, over https or on this machine only", async () => {
  const { body } = await handshake("accept", freshToken());
  const set = (settings_url: string, slug = "fiken") =>
    world.ask("POST", `/plugins/${slug}/set-settings-url`, { settings_url }, body.access_token);
  expect((await set("http://app.example/settings")).status).toBe(422);
  expect((await set("https://app.example/settings/1/secret")).status).toBe(200);
  expect((await set("https://app.example/settings/1/secret", "other")).status).toBe(404);
  const plugins = await world.ask("GET", "/user-account-plugins");
  expect(rowsOf(plugins, "user_account_plugins")).toMatchObject([{ app_slug: "fiken" }]);
});

test.each([false, true])(
  "uninstall tells the app, kills its token and removes its webhooks (token dead first: %s)",
  async (deadFirst) => {
    world.sandbox.quirks.tokenDeadBeforeUninstall = deadFirst;
    const receiver = await openReceiver();
    const { body } = await handshake("accept", freshToken());
    const webhook = { event: "plugin.uninstalled", url: receiver.url };
    await world.ask("POST", "/webhooks", webhook, body.access_token);

    world.sandbox.uninstall(SHOP, {});
    await world.sandbox.dispatcher.settled();

    expect(receiver.received[0]?.headers["rackbeat-webhook-event"]).toBe("plugin.uninstalled");
    expect((await world.ask("GET", "/self", undefined, body.access_token)).status).toBe(401);
    const left = await world.ask("GET", "/webhooks?event=plugin.uninstalled");
    expect(rowsOf(left, "webhooks")).toEqual([]);
    await receiver.close();
  },
);
