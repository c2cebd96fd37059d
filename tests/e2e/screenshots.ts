import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { LOCALES, type Locale } from "@/lib/i18n/locales";
import { findBrowser } from "@/tests/support/browser";
import { startSystem } from "@/tests/system/system";
import { seedVendorBooks } from "@/tests/system/vendor-books";
import { openContext } from "./browser-context";
import { contactSheet, type Picture } from "./contact-sheet";
import {
  resizeFrame,
  SCHEMES,
  settledHeight,
  showScheme,
  speakInFrame,
  untilDrawn,
} from "./frame-looks";
import { frameIn } from "./rackbeat-pages";
import { playEveryScene } from "./scenes";
import { MAIL_ENV, type Stage } from "./stage";
import { pressSurely } from "./sure-press";
import { playVendorScenes } from "./vendor-scenes";

/**
 * `npm run screens`: every screen and state in every language, light and dark, to be looked at by a person on one sheet:
 * `.screens/index.html`. `npm run screens -- import` takes those alone whose name has that in it, which is quicker.
 */
const TARGET = ".screens";
const [ONLY = ""] = process.argv.slice(2);
/** As wide as Rackbeat gives it on a usual screen, and as narrow as it may become. */
const [WIDE_PX, NARROW_PX] = [900, 320];
const NARROW_IN: readonly Locale[] = ["nb", "sv"];
const WINDOW = { width: 1400, height: 900 };
const AGREEMENT = 204_101;

async function main(): Promise<void> {
  const system = await startSystem({
    dataDir: ".data/screenshots",
    fiken: { requestsPerSecond: 50 },
    backoff: () => 200,
    seed: seedVendorBooks,
    env: MAIL_ENV,
  });
  const { context, close } = await openContext(await findBrowser(), { cookies: "blocked" });
  rmSync(TARGET, { recursive: true, force: true });
  mkdirSync(TARGET);
  const pictures: Picture[] = [];
  try {
    const page = await context.newPage();
    await page.setViewportSize(WINDOW);
    await pressSurely(page);
    const stage: Stage = {
      ...{ system, agreementId: AGREEMENT, page, frame: frameIn(page) },
      ...camera(page, (picture) => pictures.push(picture)),
    };
    await playVendorScenes(stage);
    await playEveryScene(stage);
  } finally {
    writeFileSync(join(TARGET, "index.html"), contactSheet(pictures));
    await close();
    await system.stop();
  }
  process.stdout.write(`${pictures.length} pictures on ${join(TARGET, "index.html")}\n`);
}

/** Narrow pictures are taken in Norwegian, and in Swedish, whose words are the longest. */
function camera(page: Page, keep: (picture: Picture) => void): Pick<Stage, "see" | "seePage"> {
  const take = async (picture: Omit<Picture, "file">, fullPage: boolean) => {
    const { scene, locale, scheme, width } = picture;
    const file = `${scene}-${locale}-${scheme}-${width}.jpg`;
    const path = join(TARGET, file);
    await untilDrawn(page);
    await page.screenshot({ path, fullPage, quality: 70, type: "jpeg", animations: "disabled" });
    keep({ ...picture, file });
  };
  const takeFrame = async (scene: string, locale: Locale) => {
    for (const width of NARROW_IN.includes(locale) ? [WIDE_PX, NARROW_PX] : [WIDE_PX]) {
      const restore = await resizeFrame(page, width);
      for (const scheme of SCHEMES) {
        await showScheme(page, scheme);
        await take({ scene, locale, scheme, width }, false);
      }
      await restore();
    }
  };
  return {
    see: async (scene, manner = "in every language") => {
      // As after a picture: what can be pressed stands still.
      if (!isWanted(scene)) return void (await settledHeight(page));
      await takeFrame(scene, "nb");
      if (manner === "in every language") {
        for (const locale of LOCALES.filter((name) => name !== "nb")) {
          if (await speakInFrame(page, locale)) await takeFrame(scene, locale);
        }
        await speakInFrame(page, "nb");
      }
      await showScheme(page, "light");
    },
    seePage: async (scene, whose = "ours") => {
      if (!isWanted(scene)) return;
      const here = page.url();
      for (const locale of whose === "ours" ? LOCALES : (["nb"] as const)) {
        if (locale !== "nb") await page.goto(withLocale(here, locale));
        for (const scheme of whose === "ours" ? SCHEMES : (["light"] as const)) {
          await showScheme(page, scheme);
          await take({ scene, locale, scheme, width: WINDOW.width }, true);
        }
      }
      await showScheme(page, "light");
    },
  };
}

function isWanted(scene: string): boolean {
  return new RegExp(ONLY).test(scene);
}

function withLocale(address: string, locale: Locale): string {
  const url = new URL(address);
  url.searchParams.set("locale", locale);
  return url.href;
}

await main();
