import { expect, type FrameLocator, type Locator, type Page } from "@playwright/test";

/** The app in Rackbeat's frame. */
export function frameIn(page: Page): FrameLocator {
  return page.getByTitle("Innstillinger for Fiken").contentFrame();
}

/** The line of a transfer on the app's status page; what keeps it stands in a line of its own below. */
export function transferRow(
  frame: FrameLocator,
  number: number | string,
  kind = "Faktura",
): Locator {
  const name = new RegExp(`^Vis hva som har skjedd med ${kind} ${number}\\b`);
  return frame.getByRole("row", { name });
}

/** Presses a button of Rackbeat's panel beside the frame; answers the number of the invoice that it made. */
export async function pressOnPanel(page: Page, button: string): Promise<number> {
  const panel = page.getByRole("complementary", { name: "Simuler Rackbeat" });
  await panel.getByRole("button", { name: button, exact: true }).click();
  const status = panel.getByRole("status");
  await expect(status).toHaveText(new RegExp(`^${button}: bokført som \\d+$`));
  return Number((await status.textContent())?.match(/\d+$/)?.[0]);
}
