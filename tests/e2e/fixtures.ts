import {
  type BrowserContext,
  test as base,
  expect,
  type FrameLocator,
  type Page,
} from "@playwright/test";
import { type System, startSystem } from "@/tests/system/system";
import { seedVendorBooks } from "@/tests/system/vendor-books";
import { install, openSettings, setUp } from "@/tests/system/visitor";
import { type Cookies, handedOverBrowser, openContext, openPage } from "./browser-context";
import { frameIn, pressOnPanel } from "./rackbeat-pages";
import { MAIL_ENV } from "./stage";
import { type Witness, watch } from "./witness";

export type { Cookies };
export { expect };

const FIRST_AGREEMENT = 204_101;
/** A small company with hardly any products; the others are whole shops. */
const SMALL_AGREEMENT = 204_102;
const AGREEMENTS = 30;

type WorkerFixtures = {
  cookies: Cookies;
  /** App, Rackbeat, Fiken and engine, once for all stories. */
  system: System;
  browserContext: BrowserContext;
  agreements: Iterator<number>;
};

type Fixtures = {
  /** This story's own company in Rackbeat. */
  agreementId: number;
  witness: Witness;
  openPage: () => Promise<Page>;
  /** A tab with Rackbeat in it. */
  rackbeatPage: Page;
  /** The app in Rackbeat's frame. */
  frame: FrameLocator;
  /** Opens the app's settings in Rackbeat. */
  openApp: () => Promise<void>;
  /** Installed, set up and live, without the clicks; opened in Rackbeat. */
  goLive: () => Promise<void>;
  /** Presses a button of Rackbeat's panel; answers the number of the invoice that it made. */
  book: (button: string) => Promise<number>;
};

export const test = base.extend<Fixtures, WorkerFixtures>({
  cookies: ["allowed", { option: true, scope: "worker" }],

  system: [
    async ({ cookies }, use, { parallelIndex }) => {
      const system = await startSystem({
        dataDir: `.data/e2e-${parallelIndex}-${cookies}`,
        rackbeat: { agreements: AGREEMENTS },
        fiken: { requestsPerSecond: 50 },
        seed: seedVendorBooks,
        backoff: () => 200,
        env: MAIL_ENV,
      });
      await use(system);
      await system.stop();
    },
    { scope: "worker", timeout: 120_000 },
  ],

  browserContext: [
    // After the system, so that it is closed before: the app waits a minute for connections that a browser keeps open.
    async ({ cookies, system: _system }, use) => {
      const { context, close } = await openContext(handedOverBrowser(), { cookies });
      await use(context);
      await close();
    },
    { scope: "worker", timeout: 60_000 },
  ],

  agreements: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from its first parameter
    async ({}, use) => {
      const numbers = Array.from({ length: AGREEMENTS }, (_, index) => FIRST_AGREEMENT + index);
      await use(numbers.filter((number) => number !== SMALL_AGREEMENT).values());
    },
    { scope: "worker" },
  ],

  agreementId: async ({ system: { rackbeat, fiken }, agreements }, use) => {
    const { value: agreementId } = agreements.next();
    await use(agreementId);
    expect(fiken.violations, "requests to Fiken that overlapped").toBe(0);
    if (rackbeat.world.agreement(agreementId).plugins.has("fiken")) {
      rackbeat.uninstall(agreementId, {});
    }
    // The companies of all stories begin with the same invoice number, and Fiken's books are one.
    fiken.reset();
  },

  witness: async ({ browserContext, system }, use) => {
    const witness = watch(browserContext, system.appUrl);
    await use(witness);
    await witness.rest();
    const unexpected = witness.errors.filter((error) => !witness.expected?.test(error));
    expect(unexpected, "console errors").toEqual([]);
    expect(witness.cookiesSet, "cookies set by the app").toEqual([]);
    expect([...witness.askedByApp].filter((origin) => origin !== system.appUrl)).toEqual([]);
    expect(await browserContext.cookies(), "cookies in the browser").toEqual([]);
  },

  openPage: async ({ browserContext, cookies, witness }, use) => {
    const before = browserContext.pages();
    await use(() => openPage(browserContext, cookies));
    await witness.rest();
    const opened = browserContext.pages().filter((page) => !before.includes(page));
    await Promise.all(opened.map((page) => page.close()));
  },

  rackbeatPage: async ({ openPage }, use) => use(await openPage()),

  frame: async ({ rackbeatPage }, use) => use(frameIn(rackbeatPage)),

  openApp: async ({ system, agreementId, rackbeatPage }, use) => {
    await use(async () => {
      await rackbeatPage.goto(
        `${system.rackbeat.url}/settings/apps/fiken?agreement=${agreementId}`,
      );
    });
  },

  goLive: async ({ system, agreementId, openApp }, use) => {
    await use(async () => {
      await install(system, agreementId);
      await setUp(await openSettings(system, agreementId));
      await openApp();
    });
  },

  book: async ({ rackbeatPage }, use) => {
    await use((button) => pressOnPanel(rackbeatPage, button));
  },
});
