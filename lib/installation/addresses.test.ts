import { expect, test } from "vitest";
import { getEnv } from "@/lib/env";
import { backToRackbeat, isOurWebhookUrl, settingsUrl, webhookUrl } from "./addresses";

const { APP_URL, RACKBEAT_URL } = getEnv();

test.each([
  `${RACKBEAT_URL}/settings/apps`,
  "https://app.rackbeat.com/settings/apps?x=1",
  "https://test.rackbeat.com/",
])("the browser is sent to %s, which is Rackbeat's", (url) => {
  expect(backToRackbeat(url)).toBe(url);
});

test.each([
  null,
  "",
  "/settings",
  "javascript:alert(1)",
  "https://rackbeat.com.evil.example/",
  "https://evilrackbeat.com/",
  "https://app.rackbeat.com@evil.example/",
  "https://evil.example/?https://app.rackbeat.com",
  "http://other.rackbeat.com/",
  "https://user:pass@app.rackbeat.com/",
])("the browser is not sent to %j but to Rackbeat", (url) => {
  expect(backToRackbeat(url)).toBe(new URL(RACKBEAT_URL).href);
});

test("only webhooks to this app's host and path are ours", () => {
  expect(isOurWebhookUrl(webhookUrl("100", "secret"))).toBe(true);
  expect(isOurWebhookUrl("https://other.example/api/webhooks/rackbeat/100/secret")).toBe(false);
  expect(isOurWebhookUrl(`${APP_URL}/something/else`)).toBe(false);
  expect(isOurWebhookUrl("no address")).toBe(false);
});

test("an agreement's id cannot leave its place in an address", () => {
  expect(settingsUrl("1/../2", "s")).toBe(`${APP_URL}/settings/1%2F..%2F2/s`);
});
