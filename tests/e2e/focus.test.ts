import type { Frame, Locator, Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { tabTo } from "./keyboard";
import { appFrame } from "./stage";

/** A date alone is four stops of the keyboard: day, month, year and calendar. */
const MOST_PRESSES_FOR_A_STOP = 4;

type Watched = typeof globalThis & { stops: Element[]; reached: Set<Element>; ringless: string[] };

/** Everything that can be pressed or filled in, but for the other tabs of a row of tabs: those are for the arrows. */
function watchStops(): number {
  const watched = globalThis as Watched;
  const pressable = "a[href], button, input, select, textarea, summary";
  const otherTab = "[role=tab][aria-selected=false]";
  watched.stops = [...document.querySelectorAll<HTMLElement>(pressable)].filter(
    (element) => element.checkVisibility() && !element.matches(`:disabled, ${otherTab}`),
  );
  watched.reached = new Set();
  watched.ringless = [];
  document.addEventListener("focusin", ({ target }) => {
    if (!(target instanceof HTMLElement)) return;
    watched.reached.add(target);
    const { outlineStyle, outlineWidth } = getComputedStyle(target);
    if (outlineStyle === "none" || outlineWidth === "0px") watched.ringless.push(target.outerHTML);
  });
  return watched.stops.length;
}

/** What the keyboard has gone by. Of radio buttons with one name, it comes to one. */
function missedStops(): string[] {
  const { stops, reached } = globalThis as Watched;
  const namesReached = new Set(
    [...reached].flatMap((element) =>
      element instanceof HTMLInputElement && element.type === "radio" ? [element.name] : [],
    ),
  );
  return stops
    .filter(
      (element) =>
        element.isConnected &&
        !reached.has(element) &&
        !(element instanceof HTMLInputElement && namesReached.has(element.name)),
    )
    .map((element) => element.outerHTML.slice(0, 200));
}

async function tabThrough(page: Page, app: Frame, first: Locator): Promise<number> {
  await expect(first).toBeVisible();
  const stops = await app.evaluate(watchStops);
  await tabTo(page, first);
  for (let press = 0; press < stops * MOST_PRESSES_FOR_A_STOP; press += 1) {
    await page.keyboard.press("Tab");
    if (!(await app.evaluate(() => document.hasFocus()))) break;
  }
  expect(await app.evaluate(missedStops), "not reached by the keyboard").toEqual([]);
  const ringless = await app.evaluate(() => (globalThis as Watched).ringless);
  expect(ringless, "reached, and not seen to be").toEqual([]);
  return stops;
}

test("the keyboard comes to everything on status, accounts and settings, and is seen wherever it stands", async ({
  system,
  goLive,
  frame,
  rackbeatPage: page,
  book,
}) => {
  test.setTimeout(120_000);
  await goLive();
  await book("Ny varegruppe");
  await expect(frame.getByRole("link", { name: "Velg konto" }).first()).toBeVisible();
  const first = frame.getByRole("link", { name: "Status", exact: true });
  const app = () => appFrame(page, system.appUrl);
  await frame.getByText("Slik får vi vite om endringer").first().click();
  expect(await tabThrough(page, app(), first)).toBeGreaterThan(20);

  for (const [name, heading, most] of [
    ["Kontoer", "Kontoer", 40],
    ["Innstillinger", "Avinstallere", 20],
  ] as const) {
    await page.reload();
    await frame.getByRole("link", { name, exact: true }).click();
    await expect(frame.getByRole("heading", { name: heading }).first()).toBeVisible();
    expect(await tabThrough(page, app(), first), name).toBeGreaterThan(most);
  }
});
