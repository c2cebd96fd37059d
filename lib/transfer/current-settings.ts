import { getTransferSettings } from "@/db/queries/transfer-settings";
import type { TransferSettings } from "@/db/schema/transfer-settings";
import type { DrainContext } from "./context";
import { releaseHeld } from "./release";

/** Gone live, and not paused since. */
export function isLive({ liveAt, pausedAt }: Pick<TransferSettings, "liveAt" | "pausedAt">) {
  return liveAt !== null && pausedAt === null;
}

/**
 * Settings that were saved while a turn went on came too late for it, and their release too early to find what it held
 * or left out. So after each turn they are read again, and where they have changed, that goes again.
 */
export async function heedNewSettings(context: DrainContext): Promise<void> {
  const { db, installationId, now } = context;
  const settings = await getTransferSettings(db, { installationId });
  if (JSON.stringify(settings) === JSON.stringify(context.settings)) return;
  context.settings = settings;
  await releaseHeld(db, { installationId, curedBy: "settings", now: now() });
}
