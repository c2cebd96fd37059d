/** A calendar day, `yyyy-mm-dd`. Days and months compare as text. */
export type Day = string;
/** A calendar month, `yyyy-mm`. */
export type Month = string;

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;
/** Beyond every day that is written down: stands for "no end" where days are compared. */
export const NO_END: Day = "9999-12-31";

/** The vendor's books are kept in Denmark: a moment belongs to the day it is in Copenhagen. */
const COPENHAGEN = new Intl.DateTimeFormat("sv-SE", {
  timeZone: "Europe/Copenhagen",
  dateStyle: "short",
});

export function copenhagenDay(moment: Date): Day {
  return COPENHAGEN.format(moment);
}

/** The month it is in Copenhagen at that moment. */
export function thisMonthOf(now: Date): Month {
  return monthOf(copenhagenDay(now));
}

/** The moment a day begins in Copenhagen: an hour or two before it does in Greenwich. */
export function startOfDay(day: Day): Date {
  const hours = [2, 1].map((ahead) => new Date(Date.parse(`${day}T00:00:00Z`) - ahead * HOUR_MS));
  return hours.find((moment) => copenhagenDay(moment) === day) ?? new Date(`${day}T00:00:00Z`);
}

export function addDays(day: Day, days: number): Day {
  return dayOf(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS);
}

/** How many days there are from one to another, both counted. */
export function daysFromTo(from: Day, to: Day): number {
  return (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS + 1;
}

export function monthOf(day: Day): Month {
  return day.slice(0, 7);
}

export function firstDayOf(month: Month): Day {
  return `${month}-01`;
}

export function lastDayOf(month: Month): Day {
  return addDays(firstDayOf(addMonths(month, 1)), -1);
}

export function daysIn(month: Month): number {
  return Number(lastDayOf(month).slice(8));
}

export function addMonths(month: Month, months: number): Month {
  const [year = 0, number = 0] = month.split("-").map(Number);
  return dayOf(Date.UTC(year, number - 1 + months, 1)).slice(0, 7);
}

/** Every month from one to another, both among them; none where `to` lies before `from`. */
export function monthsFromTo(from: Month, to: Month): Month[] {
  const months: Month[] = [];
  for (let month = from; month <= to; month = addMonths(month, 1)) months.push(month);
  return months;
}

export function earlier(one: Day, other: Day): Day {
  return one < other ? one : other;
}

export function later(one: Day, other: Day): Day {
  return one > other ? one : other;
}

function dayOf(utc: number): Day {
  return new Date(utc).toISOString().slice(0, 10);
}
