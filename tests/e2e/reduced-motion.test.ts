import type { Frame } from "@playwright/test";
import { expect, test } from "./fixtures";
import { appFrame, whileWaiting } from "./stage";

function moving(app: Frame): Promise<number> {
  return app.evaluate(
    () => document.getAnimations().filter(({ playState }) => playState === "running").length,
  );
}

test("nothing moves for somebody who has asked for that, not even what is on its way", async ({
  system,
  goLive,
  frame,
  rackbeatPage: page,
}) => {
  await goLive();
  const app = appFrame(page, system.appUrl);
  await whileWaiting(page, "**/import/form", async () => {
    await frame.getByRole("link", { name: "Import", exact: true }).click();
    await expect(
      frame.getByRole("status", { name: "Leser grupper og betingelser i Rackbeat …" }),
    ).toBeVisible();
    await expect.poll(() => moving(app)).toBeGreaterThan(0);
    await page.emulateMedia({ reducedMotion: "reduce" });
    await expect.poll(() => moving(app)).toBe(0);
  });
  await page.emulateMedia({ reducedMotion: null });
});
