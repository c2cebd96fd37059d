import { defineConfig } from "@playwright/test";
import type { Cookies } from "./fixtures";

/** Where a cookie might have been of use: at the way in, where the page goes to Fiken and back. */
const IN_BOTH = /(journey|eight-clicks|cookies)\.test\.ts$/;
/** What users do every day has to do without: once is enough, where it is harder. */
const ONLY_BLOCKED = /(held|language|mapping|reconnect|refused|settings)\.test\.ts$/;

/** Ten thousand rows by keys alone: who types so quickly wants the machine for themselves. */
const ALONE = /(import|long-list)\.test\.ts$/;

/**
 * Stories in a truly cross-site frame: Rackbeat is on 127.0.0.1, the app on localhost. Two files of stories
 * at a time, each in a system of its own. `PLAYWRIGHT_JSON_OUTPUT_NAME` adds a report as JSON.
 */
export default defineConfig<object, { cookies: Cookies }>({
  testDir: ".",
  testMatch: "*.test.ts",
  outputDir: "../../test-results",
  globalSetup: "./global-setup.ts",
  workers: 2,
  retries: 0,
  fullyParallel: false,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? [["list"], ["json"]] : [["list"]],
  // A trace of every story would double the time of all: `--trace on` makes one of the story that fails.
  use: { screenshot: "only-on-failure", trace: "off" },
  projects: [
    {
      name: "third-party cookies allowed",
      testIgnore: [ONLY_BLOCKED, ALONE],
      use: { cookies: "allowed" },
    },
    {
      name: "third-party cookies blocked",
      testMatch: [IN_BOTH, ONLY_BLOCKED],
      use: { cookies: "blocked" },
    },
    {
      name: "afterwards, and alone",
      testMatch: ALONE,
      dependencies: ["third-party cookies allowed", "third-party cookies blocked"],
      workers: 1,
      use: { cookies: "allowed" },
    },
  ],
});
