import type { Locator, Page } from "@playwright/test";

/** More stops than any of our pages has between two things that a person goes to. */
const MOST_STOPS = 150;

/** Goes to something as a person without a mouse does, from wherever the keyboard stands, into the frame as well. */
export async function tabTo(page: Page, wanted: Locator, key: "Tab" | "Shift+Tab" = "Tab") {
  await wanted.waitFor();
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    if (await isFocused(wanted)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${wanted} is not reached by ${key}`);
}

export async function tabToAndPress(page: Page, wanted: Locator, press: "Enter" | "Space") {
  await tabTo(page, wanted);
  await page.keyboard.press(press);
}

function isFocused(wanted: Locator): Promise<boolean> {
  return wanted.evaluate((element) => document.hasFocus() && element === document.activeElement);
}
