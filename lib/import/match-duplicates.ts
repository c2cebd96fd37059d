/**
 * What in Fiken is there more than once. `of`: the one that is kept, which this one repeats. `sharing`: how many there
 * are that might be the same, which nobody can tell.
 */
export type Duplicate<By extends string> = { of: string } | { by: By; sharing: number };

/** Those with the same value are the same, but for those that something else tells apart. */
export type Likeness<T> = {
  value: (one: T) => string | null;
  apart?: (one: T, other: T) => boolean;
};

export type DuplicateRules<T, By extends string> = {
  /** Each makes two the same, unless any two of the group are told apart. */
  certain: readonly Likeness<T>[];
  /** Each makes two that might be the same. */
  doubtful: readonly (Likeness<T> & { by: By })[];
  /** Which of the same is kept: the lowest, then the oldest in Fiken. */
  rank: (one: T) => number;
};

/** More than this many are not compared one by one. */
const MOST_COMPARED = 200;

type Keyed = { key: string };

/** By key, which is Fiken's id; what there is once is left out. The order of the list does not matter. */
export function findDuplicates<T extends Keyed, By extends string>(
  all: readonly T[],
  { certain, doubtful, rank }: DuplicateRules<T, By>,
): Map<string, Duplicate<By>> {
  const found = new Map<string, Duplicate<By>>();
  for (const same of samesOf(all, certain)) {
    const [kept, ...repeated] = same.toSorted(
      (one, other) => rank(one) - rank(other) || Number(one.key) - Number(other.key),
    );
    for (const { key } of repeated) if (kept) found.set(key, { of: kept.key });
  }

  const single = all.filter(({ key }) => !found.has(key));
  for (const { by, ...likeness } of doubtful) {
    for (const group of groupsBy(single, likeness)) {
      for (const one of group) {
        const isAlike = !found.has(one.key) && resemblesAny(one, group, likeness);
        if (isAlike) found.set(one.key, { by, sharing: group.length });
      }
    }
  }
  return found;
}

/** Those that are the same, directly or by way of others. */
function samesOf<T extends Keyed>(all: readonly T[], certain: readonly Likeness<T>[]): T[][] {
  const joined = new Map<string, T[]>();
  for (const likeness of certain) {
    for (const group of groupsBy(all, likeness).filter((one) => !isTornApart(one, likeness))) {
      const same = [...new Set(group.flatMap((one) => joined.get(one.key) ?? [one]))];
      for (const one of same) joined.set(one.key, same);
    }
  }
  return [...new Set(joined.values())];
}

function isTornApart<T>(group: readonly T[], { apart }: Likeness<T>): boolean {
  if (!apart) return false;
  if (group.length > MOST_COMPARED) return true;
  return group.some((one, at) => group.slice(0, at).some((other) => apart(one, other)));
}

function resemblesAny<T>(one: T, group: readonly T[], { apart }: Likeness<T>): boolean {
  if (!apart || group.length > MOST_COMPARED) return true;
  return group.some((other) => other !== one && !apart(one, other));
}

/** Groups of two and more that share the value. */
function groupsBy<T>(all: readonly T[], { value }: Likeness<T>): T[][] {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const shared = value(one);
    if (shared === null) continue;
    const group = groups.get(shared) ?? [];
    groups.set(shared, group);
    group.push(one);
  }
  return [...groups.values()].filter(({ length }) => length > 1);
}
