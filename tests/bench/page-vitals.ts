import type { Page } from "@playwright/test";

type Vitals = { paintMs: number; shift: number; interactionMs: number };
type Observed = typeof globalThis & { vitals: Vitals };
type LayoutShift = PerformanceEntry & { value: number; hadRecentInput: boolean };
type EventTiming = PerformanceEntry & { interactionId: number };

/** Runs in the page before anything of its own: notes what Chromium tells of paints, shifts and interactions. */
export function observeVitals(): void {
  const vitals: Vitals = { paintMs: 0, shift: 0, interactionMs: 0 };
  (globalThis as Observed).vitals = vitals;
  new PerformanceObserver((list) => {
    for (const { startTime } of list.getEntries()) vitals.paintMs = startTime;
  }).observe({ type: "largest-contentful-paint", buffered: true });
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput } of list.getEntries() as LayoutShift[]) {
      // What moves under somebody's own hand was meant to.
      if (!hadRecentInput) vitals.shift += value;
    }
  }).observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver((list) => {
    for (const { interactionId, duration } of list.getEntries() as EventTiming[]) {
      if (interactionId) vitals.interactionMs = Math.max(vitals.interactionMs, duration);
    }
  }).observe({ type: "event", buffered: true, durationThreshold: 16 } as PerformanceObserverInit);
}

/** In ms from the navigation. */
export async function paintOf(page: Page): Promise<number> {
  return (await vitalsOf(page)).paintMs;
}

/** All of them added up, which is stricter than the worst burst that CLS counts. */
export async function layoutShiftOf(page: Page): Promise<number> {
  return (await vitalsOf(page)).shift;
}

/** In ms from the press to the next paint, of the slowest: with as few interactions as these, that is INP. */
export async function slowestInteractionOf(page: Page): Promise<number> {
  return (await vitalsOf(page)).interactionMs;
}

async function vitalsOf(page: Page): Promise<Vitals> {
  return page.evaluate(async () => {
    // Entries are told after the frame that they are of.
    await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 0)));
    return (globalThis as Observed).vitals;
  });
}
