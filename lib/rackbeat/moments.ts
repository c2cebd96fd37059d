const ZONE = "Europe/Copenhagen";
const DAY_MS = 24 * 60 * 60 * 1000;
const LOCAL = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{2}):(\d{2})(?::(\d{2})(\.\d{1,9})?)?$/;
const WITH_OFFSET =
  /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:?\d{2})$/i;

const clock = new Intl.DateTimeFormat("en-GB", {
  timeZone: ZONE,
  hourCycle: "h23",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
});

/**
 * The instant Rackbeat means: ISO 8601 with an offset in entities, `YYYY-MM-DD HH:MM:SS` in webhooks and filters.
 * Without an offset it is Copenhagen's clock: in the hour that autumn repeats the earlier one, so that a cursor
 * never skips; in the hour that spring leaves out, an hour later. Null when it is no moment.
 */
export function parseMoment(text: string): Date | null {
  const iso = WITH_OFFSET.exec(text);
  if (iso) {
    const [, date = "", time = "", zone = ""] = iso;
    if (!isCalendarDay(date)) return null;
    const instant = new Date(
      `${date}T${time}${zone.toUpperCase().replace(/(\d{2})(\d{2})$/, "$1:$2")}`,
    );
    return Number.isNaN(instant.getTime()) ? null : instant;
  }
  const local = LOCAL.exec(text);
  if (!local || !isCalendarDay(text.slice(0, 10))) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = local
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  if (hour > 23 || minute > 59 || second > 59) return null;
  return fromCopenhagenClock(Date.UTC(year, month - 1, day, hour, minute, second));
}

/** `2024-05-01T10:20:30+02:00`: the instant, readable as Copenhagen's date in its first ten characters. */
export function toCopenhagenIso(instant: Date): string {
  const offsetMinutes = offsetMs(instant.getTime()) / 60_000;
  const pad = (value: number) => String(value).padStart(2, "0");
  const offset = `+${pad(Math.floor(offsetMinutes / 60))}:${pad(offsetMinutes % 60)}`;
  return `${toRackbeatMoment(instant).replace(" ", "T")}${offset}`;
}

/** `YYYY-MM-DD HH:MM:SS` on Copenhagen's clock, as Rackbeat's filters want it. */
export function toRackbeatMoment(instant: Date): string {
  const { year, month, day, hour, minute, second } = clockAt(instant.getTime());
  return `${year}-${month}-${day} ${hour}:${minute}:${second}`;
}

/** Whether `yyyy-mm-dd` is a day that exists. */
export function isCalendarDay(text: string): boolean {
  const midnight = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(text);
}

function fromCopenhagenClock(asUtc: number): Date {
  // The offsets a day before and a day after are all that can hold in between.
  const before = offsetMs(asUtc - DAY_MS);
  const after = offsetMs(asUtc + DAY_MS);
  const fitting = [before, after]
    .map((offset) => asUtc - offset)
    .filter((instant) => instant + offsetMs(instant) === asUtc);
  return new Date(fitting.length > 0 ? Math.min(...fitting) : asUtc - before);
}

/** How far Copenhagen's clock is ahead of UTC at an instant. */
function offsetMs(instant: number): number {
  const { year, month, day, hour, minute, second } = clockAt(instant);
  const shown = Date.UTC(+year, +month - 1, +day, +hour, +minute, +second);
  return shown - Math.floor(instant / 1000) * 1000;
}

function clockAt(instant: number) {
  const parts = clock.formatToParts(instant);
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    parts.find((candidate) => candidate.type === type)?.value ?? "00";
  return {
    year: part("year"),
    month: part("month"),
    day: part("day"),
    hour: part("hour"),
    minute: part("minute"),
    second: part("second"),
  };
}
