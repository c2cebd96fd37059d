import { type Browser, chromium, type Page } from "@playwright/test";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findBrowser } from "@/tests/support/browser";
import { layoutShiftOf, observeVitals, paintOf, slowestInteractionOf } from "./page-vitals";

const TEXT = "<h1>Status</h1><p>Everything booked in Rackbeat is in Fiken.</p>";
/** A multiple of 8, for lengths are told to the nearest 8 ms. */
const BUSY_MS = 240;

let browser: Browser;

beforeAll(async () => {
  const { executablePath, args, env } = await findBrowser();
  browser = await chromium.launch({ executablePath, args, env: { ...process.env, ...env } });
});

afterAll(() => browser.close());

/** A page of its own that is watched from its beginning. */
async function open(body: string, script = ""): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 900, height: 900 } });
  await page.addInitScript(observeVitals);
  await page.route("http://page.test/", (route) =>
    route.fulfill({
      contentType: "text/html",
      body: `<!doctype html><body>${body}<script>${script}</script></body>`,
    }),
  );
  await page.goto("http://page.test/");
  return page;
}

/** What a picture without reserved room does: everything below it moves once it is there. */
const PUSH_DOWN = `
  requestAnimationFrame(() => requestAnimationFrame(() => {
    const late = document.createElement("div");
    late.style.height = "300px";
    document.body.prepend(late);
    document.body.dataset.moved = "yes";
  }));
`;

test("a page that moves under the reader's eyes is seen to shift, and one that stands still is not", async () => {
  const moving = await open(TEXT.repeat(5), PUSH_DOWN);
  await moving.locator("[data-moved]").waitFor();
  await expect.poll(() => layoutShiftOf(moving)).toBeGreaterThan(0.1);

  const still = await open(TEXT.repeat(5));
  expect(await layoutShiftOf(still)).toBe(0);
});

test("what moves because somebody has just pressed is no shift", async () => {
  const page = await open(
    `<button onclick="document.body.prepend(Object.assign(document.createElement('div'), { style: 'height:300px' }))">More</button>${TEXT.repeat(5)}`,
  );
  await page.getByRole("button").click();
  expect(await layoutShiftOf(page)).toBe(0);
});

test("a press or a key that keeps the page busy is told with its length, a quick one is not", async () => {
  const block = `{ const end = performance.now() + ${BUSY_MS}; while (performance.now() < end); }`;
  const slow = await open(`<button onclick="${block}">Slow</button>`);
  await slow.getByRole("button").click();
  await expect.poll(() => slowestInteractionOf(slow)).toBeGreaterThanOrEqual(BUSY_MS);

  const slowKey = await open(`<input onkeydown="${block}">`);
  await slowKey.getByRole("textbox").press("a");
  await expect.poll(() => slowestInteractionOf(slowKey)).toBeGreaterThanOrEqual(BUSY_MS);

  const quick = await open("<button>Quick</button>");
  await quick.getByRole("button").click();
  expect(await slowestInteractionOf(quick)).toBeLessThan(BUSY_MS);
});

test("the largest paint is the one that comes late", async () => {
  const late = `setTimeout(() => {
    document.body.insertAdjacentHTML("beforeend", "<p style='font-size:60px' id='late'>" + "Late. ".repeat(60) + "</p>");
  }, ${BUSY_MS})`;
  const page = await open(TEXT, late);
  await page.locator("#late").waitFor();
  await expect.poll(() => paintOf(page)).toBeGreaterThanOrEqual(BUSY_MS);
});
