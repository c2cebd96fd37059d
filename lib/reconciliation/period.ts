import { TIME_ZONE } from "@/lib/i18n/format";

/** Days `yyyy-mm-dd`, both included. */
export type Period = { periodFrom: string; periodTo: string };

/** The month before and the current one, as a bookkeeper in Norway counts them at this moment. */
export function currentMonths(now: Date): Period {
  const today = new Intl.DateTimeFormat("sv-SE", { timeZone: TIME_ZONE, dateStyle: "short" });
  const [year = 0, month = 0] = today.format(now).split("-").map(Number);
  return { periodFrom: dayOf(year, month - 2, 1), periodTo: dayOf(year, month, 0) };
}

/** The month counts from 0 and may lie outside the year, the day 0 is the last one of the month before. */
function dayOf(year: number, month: number, day: number): string {
  return new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);
}
