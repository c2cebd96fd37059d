import type { Frame, FrameLocator, Page } from "@playwright/test";
import type { System } from "@/tests/system/system";

/** `as it stands`: seen in the language it is in, for another would take too long, or close what is open. */
export type Manner = "as it stands" | "in every language";

/** Where every screen and state is brought about, and what is done where there is one to be looked at. */
export type Stage = {
  system: System;
  agreementId: number;
  /** Rackbeat, with the app in its frame. */
  page: Page;
  frame: FrameLocator;
  /** The app in the frame. Afterwards it stands still, so that what is pressed next is where it seems to be. */
  see: (name: string, manner?: Manner) => Promise<void>;
  /** What fills a window of its own: the app's, or a sandbox's that our users see on their way. */
  seePage: (name: string, whose?: "ours" | "not ours") => Promise<void>;
};

/** So that the settings page offers to send mails. Nobody listens there: none is sent while the scenes are played. */
export const MAIL_ENV = {
  SMTP_URL: "smtp://127.0.0.1:9",
  SMTP_FROM: "Fiken for Rackbeat <varsler@fiken-for-rackbeat.example>",
};

/** The app's own document within Rackbeat's page. */
export function appFrame(page: Page, appUrl: string): Frame {
  const frame = page.frames().find((candidate) => candidate.url().startsWith(appUrl));
  if (!frame) throw new Error("The app is not in the page");
  return frame;
}

/** Opens another address in Rackbeat's frame. */
export async function openInFrame({ page }: Pick<Stage, "page">, address: string): Promise<void> {
  await page
    .getByTitle("Innstillinger for Fiken")
    .evaluate((element, src) => element.setAttribute("src", src), address);
}

/** Answers to these wait until the scene has been seen, as on a slow line. */
export async function whileWaiting(
  page: Page,
  addresses: string,
  act: () => Promise<void>,
): Promise<void> {
  let goOn = () => {};
  const seen = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  await page.route(addresses, async (route) => {
    await seen;
    await route.continue();
  });
  try {
    await act();
  } finally {
    goOn();
    await page.unrouteAll({ behavior: "wait" });
  }
}
