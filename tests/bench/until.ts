import { setTimeout as delay } from "node:timers/promises";

const DEADLINE_MS = 60_000;

/** What `look` finds once it finds something. Throws after a minute, naming what was waited for. */
export async function until<Found>(
  what: string,
  look: () => Found | null | Promise<Found | null>,
  everyMs = 5,
): Promise<Found> {
  const deadline = Date.now() + DEADLINE_MS;
  for (;;) {
    const found = await look();
    if (found !== null) return found;
    if (Date.now() > deadline) throw new Error(`Waited a minute in vain: ${what}`);
    await delay(everyMs);
  }
}
