/** What waits for a person: transfers by cause, and product groups in use that lack an account. */
export type Waiting = {
  tasks: readonly { causeKey: string; code: string; count: number }[];
  groups: readonly number[];
};

/** What digests have told of it. */
export type Told = { toldCauses: readonly string[]; toldGroups: readonly number[] };

/** Where a cause lies, which is as much as a mail tells of it. */
export const AREAS = [
  "mapping",
  "document",
  "contact",
  "item",
  "fiken",
  "rackbeat",
  "other",
] as const;
export type Area = (typeof AREAS)[number];

export type News = {
  /** Transfers per area of causes that were not told before. */
  areas: { area: Area; count: number }[];
  newGroups: number;
  /** What there is after this digest: a cause that goes and comes again is told again. */
  told: { toldCauses: string[]; toldGroups: number[] };
};

/** What a digest has to tell; null where all that waits has been told. */
export function newsOf({ tasks, groups }: Waiting, { toldCauses, toldGroups }: Told): News | null {
  const newTasks = tasks.filter(({ causeKey }) => !toldCauses.includes(causeKey));
  const newGroups = groups.filter((group) => !toldGroups.includes(group)).length;
  if (newTasks.length === 0 && newGroups === 0) return null;
  return {
    areas: AREAS.flatMap((area) => {
      const ofArea = newTasks.filter(({ code }) => areaOf(code) === area);
      const count = ofArea.reduce((sum, task) => sum + task.count, 0);
      return count > 0 ? [{ area, count }] : [];
    }),
    newGroups,
    told: toldNow({ tasks, groups }),
  };
}

export function toldNow({ tasks, groups }: Waiting): News["told"] {
  return { toldCauses: tasks.map(({ causeKey }) => causeKey), toldGroups: [...groups] };
}

function areaOf(code: string): Area {
  const [prefix] = code.split(".");
  return AREAS.find((area) => area === prefix) ?? "other";
}
