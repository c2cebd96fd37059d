import type { Frame, Page } from "@playwright/test";
import axe from "axe-core";
import { expect, test } from "./fixtures";
import { resizeFrame, SCHEMES, showScheme } from "./frame-looks";
import { playEveryScene } from "./scenes";
import { appFrame } from "./stage";
import { pressSurely } from "./sure-press";

/** WCAG 2.1 AA, and what axe holds for good practice beyond it. */
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"];
/** What another colour scheme can break; everything else is the same document. */
const COLOUR_RULES = ["color-contrast", "link-in-text-block"];
/** The narrowest that WCAG asks for (1.4.10). */
const NARROW_PX = 320;
/** As tall as the pages mostly are, so that what is pressed needs no scrolling to. */
const WINDOW = { width: 1280, height: 2_600 };
/** No act of a scene takes so long, on a busy machine either. */
const STEP_MS = 45_000;

test("no screen in no state has anything that axe finds, light or dark, nor scrolls sideways at 320 px", async ({
  system,
  agreementId,
  rackbeatPage: page,
  frame,
  witness,
}) => {
  test.setTimeout(600_000);
  witness.expected = /40[149] \((Unauthorized|Not Found|Conflict)\)|broken on purpose/;
  page.setDefaultTimeout(STEP_MS);
  await page.setViewportSize(WINDOW);
  const endSurely = await pressSurely(page);
  const findings: string[] = [];
  let looked = 0;
  const look = async (name: string, shown: Page | Frame) => {
    for (const scheme of SCHEMES) {
      await showScheme(page, scheme);
      const found = await findingsOf(shown, scheme === "light" ? TAGS : COLOUR_RULES);
      findings.push(...found.map((finding) => `${name}, ${scheme}: ${finding}`));
    }
    await showScheme(page, "light");
    looked += 1;
  };
  await playEveryScene({
    ...{ system, agreementId, page, frame },
    see: async (name) => {
      await look(name, appFrame(page, system.appUrl));
      const restore = await resizeFrame(page, NARROW_PX);
      const beyond = await sidewaysOf(appFrame(page, system.appUrl));
      await restore();
      findings.push(
        ...beyond.map((element) => `${name}, 320 px: wider than the frame: ${element}`),
      );
    },
    seePage: async (name, whose = "ours") => {
      if (whose === "ours") await look(name, page);
    },
  });
  endSurely();
  expect(findings).toEqual([]);
  expect(looked).toBeGreaterThan(30);
});

async function findingsOf(shown: Page | Frame, asked: string[]): Promise<string[]> {
  // Between two pages it is empty for a moment.
  await shown.waitForFunction(() => document.title !== "");
  // Evaluated, not added as a script: the page's own policy allows no script of ours.
  if (!(await shown.evaluate(() => "axe" in window))) await shown.evaluate(axe.source);
  return shown.evaluate(async (runOnly) => {
    const { axe: injected } = window as unknown as { axe: typeof axe };
    const { violations } = await injected.run(document, { runOnly, resultTypes: ["violations"] });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => {
        const why = failureSummary?.replaceAll(/\s+/g, " ");
        return `${id}: ${target.join(" ")} (${why})`;
      }),
    );
  }, asked);
}

/** What reaches beyond the right edge, where the page scrolls sideways at all. */
async function sidewaysOf(frame: Frame): Promise<string[]> {
  return frame.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const beyond = [...document.querySelectorAll("body *")]
      .filter((element) => element.getBoundingClientRect().right > clientWidth + 1)
      .slice(0, 3)
      .map((element) => `${element.tagName} ${element.textContent?.slice(0, 40)}`);
    return [`${scrollWidth} px`, ...beyond];
  });
}
