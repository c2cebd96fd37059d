import { setTimeout as delay } from "node:timers/promises";

const DEADLINE_MS = 60_000;
const EVERY_MS = 5;

/** What `look` finds once it finds something. Throws after a minute, or as long as given, naming what was waited for. */
export async function until<Found>(
  what: string,
  look: () => Found | null | Promise<Found | null>,
  { everyMs = EVERY_MS, deadlineMs = DEADLINE_MS }: { everyMs?: number; deadlineMs?: number } = {},
): Promise<Found> {
  const deadline = Date.now() + deadlineMs;
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    if (Date.now() > deadline) throw new Error(`Waited in vain: ${what}`);
    await delay(everyMs);
  }
}
