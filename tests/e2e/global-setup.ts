import { findBrowser } from "@/tests/support/browser";
import { ensureBuilt } from "@/tests/system/app-process";
import { handBrowserOver } from "./browser-context";

/** Once, before any story: the app is built and a browser is found. Either may take a minute the first time. */
export default async function globalSetup(): Promise<void> {
  const browser = await findBrowser();
  console.log(`Browser: ${browser.version}, ${browser.source} (${browser.executablePath})`);
  handBrowserOver(browser);
  await ensureBuilt();
}
