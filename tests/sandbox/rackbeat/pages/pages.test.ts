import { afterAll, beforeAll, expect, test } from "vitest";
import { openSandbox, SHOP } from "../testing";

let world: Awaited<ReturnType<typeof openSandbox>>;
beforeAll(async () => {
  world = await openSandbox({ fikenUrl: "http://127.0.0.1:4010/ledger" });
});
afterAll(() => world.sandbox.close());

async function page(path: string) {
  const response = await fetch(`${world.sandbox.url}${path}`);
  return { status: response.status, text: await response.text() };
}

async function admin(method: string, path: string, body: unknown = {}) {
  const response = await fetch(`${world.sandbox.url}/_admin${path}`, {
    method,
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}

test("the apps page offers the app, and installing leads to the app with a token", async () => {
  const { text } = await page("/settings/apps");
  expect(text).toContain("Installer");
  expect(text).toContain("http://127.0.0.1:4010/ledger");
  const response = await fetch(`${world.sandbox.url}/settings/apps/fiken/install`, {
    method: "POST",
    redirect: "manual",
  });
  expect(response.status).toBe(303);
  expect(response.headers.get("Location")).toMatch(/\/install\/rackbeat\?token=/);
});

test("once installed, the settings page frames exactly the address the app gave", async () => {
  const token = new URL(world.sandbox.startInstall(SHOP)).searchParams.get("token");
  const accepted = await fetch(`${world.sandbox.url}/integration/accept/${token}`, {
    method: "POST",
  });
  const { access_token } = await accepted.json();
  const settings_url = "http://localhost:3000/settings/204101/s3cret";
  await world.ask("POST", "/plugins/fiken/set-settings-url", { settings_url }, access_token);
  const { text } = await page(`/settings/apps/fiken?agreement=${SHOP}`);
  expect(text).toContain(`src="${settings_url}"`);
  expect(text).toContain("Vanlig faktura");
});

test("every page is there, with its style sheet and scripts", async () => {
  for (const path of ["/", "/invoices", "/settings/webhooks", "/settings/apps/fiken/latest"]) {
    expect((await page(path)).status).toBe(200);
  }
  for (const name of ["rackbeat.css", "frame.js", "panel.js"]) {
    expect((await page(`/assets/${name}`)).status).toBe(200);
  }
  expect((await page("/assets/..%2Fpages.tsx")).status).toBe(404);
  expect((await page("/invoices/customer/10001.pdf")).text.slice(0, 5)).toBe("%PDF-");
});

test("the panel's buttons are admin calls: book, stock, faults, webhook settings", async () => {
  const path = `/agreements/${SHOP}`;
  const booked = await admin("POST", `${path}/run-scenario`, { name: "ordinary" });
  expect(booked.body.result).toMatchObject({ is_booked: true });
  const { body } = await admin("POST", `${path}/set-stock`, { number: "LYS-100", quantity: 5 });
  expect(body.result).toMatchObject({ stock_quantity: 5 });
  expect((await admin("PUT", "/webhook-settings", { duplicates: true })).status).toBe(200);
  expect(world.sandbox.webhookSettings.duplicates).toBe(true);
  expect((await admin("PUT", "/webhook-settings", { dupes: true })).status).toBe(422);
  expect((await admin("POST", "/faults", { kind: "429", path: "/self" })).status).toBe(201);
  expect((await world.ask("GET", "/self")).status).toBe(429);
  expect((await admin("POST", "/faults", { kind: "gremlin" })).status).toBe(422);
  expect((await admin("POST", `${path}/no-such-call`)).status).toBe(404);
});

test("an admin call that is not JSON is refused, so that no other site can post one", async () => {
  const url = `${world.sandbox.url}/_admin/agreements/${SHOP}/uninstall`;
  expect((await fetch(url, { method: "POST", body: "{}" })).status).toBe(400);
});
