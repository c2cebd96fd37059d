/** Rackbeat's clock: Danish and Norwegian time are the same zone for every date that matters here. */
const ZONE = "Europe/Oslo";

const clock = new Intl.DateTimeFormat("sv-SE", {
  timeZone: ZONE,
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});

/** `YYYY-MM-DD HH:MM:SS` without a zone: webhook objects and filters. */
export function plainDateTime(moment: Date): string {
  return clock.format(moment);
}

/** ISO 8601 with offset, whole seconds: entities. */
export function isoDateTime(moment: Date): string {
  const plain = plainDateTime(moment);
  return `${plain.replace(" ", "T")}${offsetAt(moment)}`;
}

export function dateOf(moment: Date): string {
  return plainDateTime(moment).slice(0, 10);
}

export function today(): string {
  return dateOf(new Date());
}

export function addDays(date: string, days: number): string {
  const moment = new Date(`${date}T12:00:00Z`);
  moment.setUTCDate(moment.getUTCDate() + days);
  return moment.toISOString().slice(0, 10);
}

/** Whether the text is a date that exists: 2026-02-30 does not. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const moment = new Date(`${text}T12:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text);
}

/** Whether the text is a filter's moment: a date, or a date and a time. Compares as text with `plainDateTime`. */
export function isPlainMoment(text: string): boolean {
  return isDate(text.slice(0, 10)) && /^.{10}( ([01]\d|2[0-3]):[0-5]\d:[0-5]\d)?$/.test(text);
}

function offsetAt(moment: Date): string {
  const asUtc = Date.parse(`${plainDateTime(moment).replace(" ", "T")}Z`);
  const minutes = Math.round((asUtc - Math.floor(moment.getTime() / 1000) * 1000) / 60_000);
  const sign = minutes < 0 ? "-" : "+";
  const hours = String(Math.floor(Math.abs(minutes) / 60)).padStart(2, "0");
  return `${sign}${hours}:${String(Math.abs(minutes) % 60).padStart(2, "0")}`;
}

/** Reads a filter's moment in Rackbeat's clock; a date alone is its first second. */
export function parsePlainMoment(text: string): Date {
  const asUtc = new Date(`${text.slice(0, 10)}T${text.slice(11) || "00:00:00"}Z`);
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(offsetAt(asUtc)) ?? [];
  const offsetMs = (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === "-" ? -1 : 1);
  return new Date(asUtc.getTime() - offsetMs);
}
