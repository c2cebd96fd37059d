import { gzipSync } from "node:zlib";
import type { Locator, Page } from "@playwright/test";
import { openContext } from "@/tests/e2e/browser-context";
import { findBrowser } from "@/tests/support/browser";
import type { System } from "@/tests/system/system";
import { AGREEMENT, install, openSettings, setUp } from "@/tests/system/visitor";
import type { Measure } from "./measure";
import { layoutShiftOf, observeVitals, paintOf, slowestInteractionOf } from "./page-vitals";
import type { Part, PartResult } from "./part";
import { findVerified } from "./single-invoice";
import { median } from "./statistics";
import { until } from "./until";

const CPU_SLOWDOWN = 4;
const ROUNDS = 5;
const INVOICES = 12;
/** Between two keys of a quick typist. */
const TYPING_MS = 120;
const VIEWPORT = { width: 900, height: 900 };

const LCP_AT_MOST_MS = 1_000;
const CLS_AT_MOST = 0.02;
const INP_AT_MOST_MS = 100;
const STATUS_JS_AT_MOST_KB = 170;

type Screen = {
  path: string;
  /** What somebody does there, one press or key after the other. */
  act?: (page: Page) => Promise<void>;
};

const SCREENS: Record<string, Screen> = {
  status: { path: "", act: useStatus },
  "set-up": { path: "/set-up" },
  mapping: { path: "/mapping", act: useMapping },
  reconciliation: { path: "/reconciliation" },
  preferences: { path: "/preferences" },
};

/** How quickly the screens are there, how still they stand, how quickly they answer, and what a browser loads for them. */
export const screens: Part = {
  name: "screens",
  title: `The screens in a browser on a processor slowed down ${CPU_SLOWDOWN} times, nothing cached`,
  run: (systems) =>
    systems.use({ fiken: { requestsPerSecond: 50 } }, async (system) => {
      const address = await prepare(system);
      const measures: Measure[] = await firstLoadMeasures(address);
      const { context, close } = await openContext(await findBrowser(), {
        ...{ cookies: "blocked", viewport: VIEWPORT },
      });
      try {
        const page = await context.newPage();
        await slowDown(page);
        for (const [name, screen] of Object.entries(SCREENS)) {
          measures.push(...(await measureScreen(page, name, address, screen)));
        }
      } finally {
        await close();
      }
      return { measures } satisfies PartResult;
    }),
};

/** A live installation with some invoices. Answers the address of its settings page. */
async function prepare(system: System): Promise<string> {
  await install(system);
  const visitor = await openSettings(system);
  await setUp(visitor);
  let newest = 0;
  for (let booked = 0; booked < INVOICES; booked += 1) {
    const lines = [{ itemNumber: "LYS-100" }];
    const invoice = { customerNumber: 10_002, lines };
    newest = system.rackbeat.bookCustomerInvoice(AGREEMENT, invoice).number;
  }
  await until("the invoices are verified", () => findVerified(visitor, String(newest)));
  const { settingsUrl } = system.rackbeat.world.agreement(AGREEMENT).plugins.get("fiken") ?? {};
  if (!settingsUrl) throw new Error("Rackbeat knows no settings page of the app");
  return settingsUrl;
}

async function slowDown(page: Page): Promise<void> {
  await page.addInitScript(observeVitals);
  const devTools = await page.context().newCDPSession(page);
  await devTools.send("Network.enable");
  await devTools.send("Network.setCacheDisabled", { cacheDisabled: true });
  await devTools.send("Emulation.setCPUThrottlingRate", { rate: CPU_SLOWDOWN });
}

async function measureScreen(
  page: Page,
  name: string,
  address: string,
  { path, act }: Screen,
): Promise<Measure[]> {
  const [paints, shifts, interactions]: [number[], number[], number[]] = [[], [], []];
  // The first round warms up the server, and is none.
  for (let round = 0; round <= ROUNDS; round += 1) {
    await page.goto(address + path, { waitUntil: "networkidle" });
    const paint = await paintOf(page);
    await act?.(page);
    if (round === 0) continue;
    paints.push(paint);
    shifts.push(await layoutShiftOf(page));
    if (act) interactions.push(await slowestInteractionOf(page));
  }
  const of = (target: number) => ({ target: { atMost: target } });
  return [
    {
      name: `${name}: LCP, median of ${ROUNDS}`,
      value: median(paints),
      unit: "ms",
      ...of(LCP_AT_MOST_MS),
    },
    {
      name: `${name}: CLS, worst of ${ROUNDS}`,
      value: Math.max(...shifts),
      unit: "score",
      ...of(CLS_AT_MOST),
    },
    ...(act
      ? ([
          {
            ...{ name: `${name}: INP, median of ${ROUNDS}`, value: median(interactions) },
            ...{ unit: "ms", ...of(INP_AT_MOST_MS) },
          },
        ] satisfies Measure[])
      : []),
  ];
}

async function useStatus(page: Page): Promise<void> {
  await page.getByText("Slik får vi vite om endringer").first().click();
  const search = page.getByRole("searchbox");
  await toMiddle(search);
  await search.click();
  await search.pressSequentially("100", { delay: TYPING_MS });
  await page.getByRole("button", { name: "Vis alle" }).waitFor();
  for (const _ of "100") await search.press("Backspace", { delay: TYPING_MS });
  await page.getByRole("button", { name: "Vis alle" }).waitFor({ state: "hidden" });
  await page.getByRole("combobox", { name: "Tilstand" }).selectOption({ label: "Verifisert" });
  await page.getByRole("button", { name: "Vis alle" }).click();
  await page
    .getByRole("link", { name: /^Vis hva som har skjedd/ })
    .first()
    .focus();
  await page.keyboard.press("ArrowDown");
}

/** At the very edge of the view Chromium paints what is typed only with whatever it paints next. */
async function toMiddle(field: Locator): Promise<void> {
  await field.evaluate((element) => element.scrollIntoView({ block: "center" }));
}

async function useMapping(page: Page): Promise<void> {
  const account = page.getByRole("combobox", { name: /^Konto for/ }).first();
  await toMiddle(account);
  await account.click();
  await account.fill("");
  await account.pressSequentially("30", { delay: TYPING_MS });
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByRole("tab", { name: /^Kjøp/ }).click();
}

/** What the page's own HTML names as scripts: loaded before anything can be pressed. Modern browsers skip `nomodule`. */
async function firstLoadMeasures(address: string): Promise<Measure[]> {
  const measures: Measure[] = [];
  for (const [name, { path }] of Object.entries(SCREENS)) {
    const html = await (await fetch(address + path)).text();
    const scripts = [...html.matchAll(/<script\b([^>]*)\bsrc="([^"]+)"([^>]*)>/g)]
      .filter(([tag]) => !/nomodule/i.test(tag))
      .map(([, , source = ""]) => new URL(source, address).href);
    let bytes = 0;
    for (const script of new Set(scripts)) {
      const body = await (await fetch(script)).arrayBuffer();
      bytes += gzipSync(Buffer.from(body)).length;
    }
    measures.push({
      ...{ name: `${name}: first-load JavaScript, gzip`, value: bytes / 1000, unit: "kB" },
      ...(name === "status" && { target: { atMost: STATUS_JS_AT_MOST_KB } }),
      ...(name === "status" && { note: `${new Set(scripts).size} files` }),
    });
  }
  return measures;
}
