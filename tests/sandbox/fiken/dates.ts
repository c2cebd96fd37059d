const osloDay = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Oslo" });

/** The day in Norway at that moment, `yyyy-mm-dd`: Fiken has no time of day. */
export function dayOf(moment: Date): string {
  return osloDay.format(moment);
}

export function addDays(day: string, days: number): string {
  const moment = new Date(`${day}T12:00:00Z`);
  moment.setUTCDate(moment.getUTCDate() + days);
  return moment.toISOString().slice(0, 10);
}
