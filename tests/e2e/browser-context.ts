import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium, type Page, type ViewportSize } from "@playwright/test";
import { z } from "zod";
import type { FoundBrowser } from "@/tests/support/browser";

/** What the browser does with cookies of a site that is framed by another one. */
export type Cookies = "allowed" | "blocked";

const HANDOVER = "E2E_BROWSER";
const handedOverSchema = z.object({
  executablePath: z.string(),
  args: z.array(z.string()),
  env: z.record(z.string(), z.string()),
});

/** From the process that found the browser to those that run the stories. */
export function handBrowserOver(browser: FoundBrowser): void {
  process.env[HANDOVER] = JSON.stringify(browser);
}

export function handedOverBrowser(): z.infer<typeof handedOverSchema> {
  return handedOverSchema.parse(JSON.parse(process.env[HANDOVER] ?? "null"));
}

/** As in the profile of a person who has never touched the setting, or who blocks third-party cookies. */
const COOKIE_CONTROLS = { allowed: 0, blocked: 1 } as const satisfies Record<Cookies, number>;

/**
 * A browser with a profile of its own: a private window, which Playwright would open, blocks third-party cookies
 * whatever is asked for. A headless shell reads no such setting from its profile, so each page is told as well.
 */
export async function openContext(
  { executablePath, args, env }: z.infer<typeof handedOverSchema>,
  {
    cookies,
    viewport,
    locale = "nb-NO",
  }: { cookies: Cookies; viewport?: ViewportSize; locale?: string },
): Promise<{ context: BrowserContext; close: () => Promise<void> }> {
  const profile = mkdtempSync(join(tmpdir(), "fiken-for-rackbeat-profile-"));
  mkdirSync(join(profile, "Default"));
  writeFileSync(
    join(profile, "Default", "Preferences"),
    JSON.stringify({
      profile: {
        cookie_controls_mode: COOKIE_CONTROLS[cookies],
        block_third_party_cookies: cookies === "blocked",
      },
    }),
  );
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    args,
    env: { ...inherited(), ...env },
    locale,
    timezoneId: "Europe/Oslo",
    viewport: viewport ?? { width: 1280, height: 900 },
  });
  return {
    context,
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** Older browsers insist on the parameters that newer ones have dropped. */
const NO_THIRD_PARTY_COOKIES = {
  enableThirdPartyCookieRestriction: true,
  disableThirdPartyCookieMetadata: true,
  disableThirdPartyCookieHeuristics: true,
};

/** A new page that keeps to what was asked for in every browser. */
export async function openPage(context: BrowserContext, cookies: Cookies): Promise<Page> {
  const page = await context.newPage();
  if (cookies === "blocked") {
    const devTools = await context.newCDPSession(page);
    await devTools.send("Network.enable");
    await devTools.send("Network.setCookieControls", NO_THIRD_PARTY_COOKIES);
  }
  return page;
}

function inherited(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );
}
