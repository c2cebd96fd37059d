import type { Locator, Page } from "@playwright/test";

/** A press arrives within this time, on a busy machine too. */
const DELIVERY_MS = 2_000;

/**
 * From now on a press on the page or in its frames that arrived nowhere is made once more. What is pressed is found in
 * one process, and the press goes through two others: where a frame was resized a moment ago, which the scenes do at
 * every step, one in some hundreds goes to the page around it, or nowhere. Answers how to end it. What did arrive is never repeated.
 */
export async function pressSurely(page: Page): Promise<() => void> {
  let delivered = 0;
  await page.exposeBinding("notePress", () => {
    delivered += 1;
  });
  await page.addInitScript(() => {
    const { notePress } = window as unknown as { notePress: () => void };
    addEventListener(
      "click",
      ({ target }) => {
        // Of the page around it, where the frame was meant: it has not heard yet how tall the frame is.
        if (!(target instanceof HTMLIFrameElement)) notePress();
      },
      { capture: true },
    );
  });
  const locators = Object.getPrototypeOf(page.locator("html")) as Pick<Locator, "click">;
  const { click } = locators;
  locators.click = async function (this: Locator, ...options) {
    const before = delivered;
    await click.apply(this, options);
    if (this.page() !== page) return;
    const until = Date.now() + DELIVERY_MS;
    while (delivered === before && Date.now() < until) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    if (delivered > before) return;
    console.log(`Pressed once more, for the browser delivered it nowhere: ${this}`);
    await click.apply(this, options);
  };
  return () => {
    locators.click = click;
  };
}
