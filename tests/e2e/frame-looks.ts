import type { FrameLocator, Page } from "@playwright/test";
import { LOCALE_NAMES, type Locale } from "@/lib/i18n/locales";
import { frameIn } from "./rackbeat-pages";

export const SCHEMES = ["light", "dark"] as const;

/** As many as a height needs from the page through its host back to the page. */
const STILL_FRAMES = 6;

/** Light or dark. A frame of another site is drawn by another process, and hears of it later than its page. */
export async function showScheme(page: Page, scheme: (typeof SCHEMES)[number]): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme });
  for (const shown of page.frames()) {
    await shown.waitForFunction(
      (wanted) => matchMedia(`(prefers-color-scheme: ${wanted})`).matches,
      scheme,
    );
  }
}

/** Until what was last changed is seen on a picture too: a tall page takes some frames to be drawn. */
export async function untilDrawn(page: Page): Promise<void> {
  for (const shown of page.frames()) {
    await shown.evaluate(async (frames) => {
      for (let frame = 0; frame < frames; frame += 1) {
        await new Promise((drawn) => requestAnimationFrame(drawn));
      }
    }, STILL_FRAMES);
  }
}

/** An answer is drawn sooner than this after the one before it. */
const QUIET_MS = 200;

/** Makes the frame as wide as that, alone in its window. Answers how to undo it, until what can be pressed stands still. */
export async function resizeFrame(page: Page, width: number): Promise<() => Promise<void>> {
  const frame = page.getByTitle("Innstillinger for Fiken");
  const before = (await frame.getAttribute("style")) ?? "";
  const window = page.viewportSize();
  await frame.evaluate((element, px) => {
    const { height } = element.style;
    element.setAttribute("style", `position: fixed; inset: 0; z-index: 9; width: ${px}px`);
    element.style.height = height;
  }, width);
  const height = await settledHeight(page);
  // What lies outside of the window is not drawn in a frame of another site.
  await page.setViewportSize({ width, height: Math.max(height, 300) });
  await settledHeight(page);
  return async () => {
    await frame.evaluate((element, style) => element.setAttribute("style", style), before);
    if (window) await page.setViewportSize(window);
    await settledHeight(page);
  };
}

/** In px, once it has come from the page through its host back to the page, and has been drawn. */
export async function settledHeight(page: Page): Promise<number> {
  const frame = page.getByTitle("Innstillinger for Fiken");
  let [height, unchanged] = [0, 0];
  while (unchanged < STILL_FRAMES) {
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)));
    const now = Math.ceil((await frame.boundingBox())?.height ?? 0);
    unchanged = now === height ? unchanged + 1 : 0;
    height = now;
  }
  return height;
}

/** Switches the language in the frame, where the frame has a switch, and waits until it speaks it. */
export async function speakInFrame(page: Page, locale: Locale): Promise<boolean> {
  const frame = frameIn(page);
  const languages = frame
    .getByRole("banner")
    .getByRole("combobox", { name: /^(Språk|Sprog|Language)$/ });
  if ((await languages.count()) === 0) return false;
  await languages.selectOption({ label: LOCALE_NAMES[locale] });
  await frame.locator(`html[lang="${locale}"]`).waitFor({ state: "attached" });
  await untilQuiet(frame);
  return true;
}

/** What was asked for in the new language has come, and nothing changes any more. */
async function untilQuiet(frame: FrameLocator): Promise<void> {
  await frame
    .locator(".motion-safe\\:animate-pulse, [aria-busy=true]")
    .first()
    .waitFor({ state: "hidden" });
  await frame.locator("html").evaluate(
    (html, quietMs) =>
      new Promise<void>((resolve) => {
        let rest = setTimeout(resolve, quietMs);
        new MutationObserver(() => {
          clearTimeout(rest);
          rest = setTimeout(resolve, quietMs);
        }).observe(html, { subtree: true, childList: true, characterData: true });
      }),
    QUIET_MS,
  );
}
