const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

const WAITS = [
  15 * SECOND,
  30 * SECOND,
  MINUTE,
  2 * MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  20 * MINUTE,
  40 * MINUTE,
  HOUR,
  2 * HOUR,
];
const JITTER_MS = 30 * SECOND;

/** How long Inngest waits after attempt number `attempt` (the first is 0), in ms. */
export function inngestBackoff(attempt: number): number {
  const wait = WAITS[Math.min(attempt, WAITS.length - 1)] ?? 2 * HOUR;
  return wait + Math.random() * JITTER_MS;
}

/** Doubles from `baseMs` on: for development, where a quarter of a minute is long. */
export function doublingBackoff(baseMs: number): (attempt: number) => number {
  return (attempt) => Math.min(baseMs * 2 ** attempt, 2 * HOUR);
}
