import { addDays, type Day } from "./days";
import { covers, type LifeEvent } from "./history";
import type { Stretch } from "./timeline";

/** Where an agreement stands on a day. `not_live`: installed, and nothing is transferred yet. */
export const STANDINGS = [
  "not_live",
  "trial",
  "active",
  "paused",
  "taken_over",
  "uninstalled",
] as const;
export type Standing = (typeof STANDINGS)[number];

export type StandingOnDay = {
  standing: Standing;
  /** The last day on which that is so, as far as is known; null: until something happens. */
  until: Day | null;
  /** Øre a month; what it would cost where it costs nothing now. */
  priceMinor: number | null;
};

/** Paused is billed all the same: it only shows. On the day of the uninstall an agreement still runs. */
export function standingOn(
  day: Day,
  { events, timeline }: { events: readonly LifeEvent[]; timeline: readonly Stretch[] },
): StandingOnDay {
  const now = timeline.find((stretch) => covers(stretch, day));
  const next = timeline.find(({ from }) => from > day);
  if (!now) {
    const hasInstall = events.findLast(({ kind }) => kind in INSTALLED_AFTER);
    const isInstalled = hasInstall ? INSTALLED_AFTER[hasInstall.kind] : false;
    const standing = isInstalled && timeline.length === 0 ? "not_live" : "uninstalled";
    return { standing, until: next ? addDays(next.from, -1) : null, priceMinor: null };
  }
  const { priceMinor } = now.price;
  const standing = now.state === "billed" ? billedStanding(events, day) : now.state;
  return { standing, until: now.to, priceMinor };
}

const INSTALLED_AFTER: Partial<Record<LifeEvent["kind"], boolean>> = {
  installed: true,
  reinstalled: true,
  uninstalled: false,
};

function billedStanding(events: readonly LifeEvent[], day: Day): "active" | "paused" {
  const last = events.findLast(
    ({ kind, day: happened }) => happened <= day && (kind === "paused" || kind === "resumed"),
  );
  return last?.kind === "paused" ? "paused" : "active";
}
