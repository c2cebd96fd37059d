/** How certain it is that two are the same: by this trait alone, not by it alone, or not at all. */
export type Verdict = "same" | "perhaps" | "other";

/** One of the things that two are recognised by, as text; null where one of them lacks it. */
export type Level<Theirs, Ours, By extends string> = {
  by: By;
  theirs: (theirs: Theirs) => string | null;
  ours: (ours: Ours) => string | null;
  /** Of two that are equal in it. */
  verdict: (theirs: Theirs, ours: Ours) => Verdict;
};

export type Match<By extends string> =
  | { rackbeatKey: string; by: By }
  /** Nobody can tell which. Sorted. */
  | { candidates: string[]; by: By };

export type Matches<By extends string> = Map<string, Match<By>>;

/** What more than this many share on either side tells nobody from another: a made-up address, a common name. */
const MOST_SHARING = 50;

type Keyed = { key: string };
type Inactive = { inactive: boolean };

/**
 * Pairs what is in Fiken with what is in Rackbeat, level by level from the most certain on: nothing of either side is
 * in two pairs, and the order of the lists does not matter. Where several are equal in a trait, a pair is made of two
 * that agree in more traits with each other than with anybody else; the others are undecided. What is inactive in
 * Fiken gets what the active ones leave, but for what is bound to it. Answers by Fiken's key; those that nothing in
 * Rackbeat resembles are left out.
 */
export function matchPairs<Theirs extends Keyed & Inactive, Ours extends Keyed, By extends string>(
  fiken: readonly Theirs[],
  rackbeat: readonly Ours[],
  { bound, levels }: { bound: Level<Theirs, Ours, By>; levels: readonly Level<Theirs, Ours, By>[] },
): Matches<By> {
  const state: State<By> = { matches: new Map(), taken: new Set(), disputed: new Set() };
  const agreement = (theirs: Theirs, ours: Ours) =>
    levels.filter(({ theirs: one, ours: other }) => isSame(one(theirs), other(ours))).length;

  settleLevel(fiken, rackbeat, bound, agreement, state);
  const active = fiken.filter(({ inactive }) => !inactive);
  const inactive = fiken.filter((one) => one.inactive);
  for (const tier of [active, inactive]) {
    for (const level of levels) settleLevel(tier, rackbeat, level, agreement, state);
    for (const level of levels) doubtLevel(tier, rackbeat, level, state);
  }
  return state.matches;
}

type State<By extends string> = {
  matches: Matches<By>;
  /** Keys of Rackbeat's. */
  taken: Set<string>;
  disputed: Set<string>;
};

type Pair<Theirs, Ours> = { theirs: Theirs; ours: Ours; strength: number };

/** Matches what is certain by the level, and leaves undecided what several could be. */
function settleLevel<Theirs extends Keyed, Ours extends Keyed, By extends string>(
  fiken: readonly Theirs[],
  rackbeat: readonly Ours[],
  level: Level<Theirs, Ours, By>,
  agreement: (theirs: Theirs, ours: Ours) => number,
  state: State<By>,
): void {
  for (const group of groupsOf(fiken, rackbeat, level, state)) {
    const pairs = pairsOf(group, level, "same").map((pair) => ({
      ...pair,
      strength: agreement(pair.theirs, pair.ours),
    }));
    const certain = bestForBoth(pairs).filter(({ ours }) => !state.disputed.has(ours.key));
    for (const { theirs, ours } of certain) {
      state.matches.set(theirs.key, { rackbeatKey: ours.key, by: level.by });
      state.taken.add(ours.key);
    }
    dispute(pairs, level.by, state);
  }
}

/** What only resembles something that is still free is undecided. */
function doubtLevel<Theirs extends Keyed, Ours extends Keyed, By extends string>(
  fiken: readonly Theirs[],
  rackbeat: readonly Ours[],
  level: Level<Theirs, Ours, By>,
  state: State<By>,
): void {
  for (const group of groupsOf(fiken, rackbeat, level, state)) {
    dispute(pairsOf(group, level, "perhaps"), level.by, state);
  }
}

function dispute<Theirs extends Keyed, Ours extends Keyed, By extends string>(
  pairs: readonly { theirs: Theirs; ours: Ours }[],
  by: By,
  { matches, taken, disputed }: State<By>,
): void {
  const candidates = new Map<string, string[]>();
  for (const { theirs, ours } of pairs) {
    if (matches.has(theirs.key) || taken.has(ours.key)) continue;
    candidates.set(theirs.key, [...(candidates.get(theirs.key) ?? []), ours.key]);
  }
  for (const [key, keys] of candidates) {
    matches.set(key, { candidates: keys.sort(), by });
    for (const ours of keys) disputed.add(ours);
  }
}

type Group<Theirs, Ours> = { fiken: Theirs[]; rackbeat: Ours[] };

/** Those of both sides that are equal in the level's trait and still to be decided. */
function groupsOf<Theirs extends Keyed, Ours extends Keyed, By extends string>(
  fiken: readonly Theirs[],
  rackbeat: readonly Ours[],
  level: Level<Theirs, Ours, By>,
  { matches, taken }: State<By>,
): Group<Theirs, Ours>[] {
  const groups = new Map<string, Group<Theirs, Ours>>();
  for (const theirs of fiken) {
    const value = matches.has(theirs.key) ? null : level.theirs(theirs);
    if (value === null) continue;
    const group = groups.get(value) ?? { fiken: [], rackbeat: [] };
    groups.set(value, group);
    group.fiken.push(theirs);
  }
  for (const ours of rackbeat) {
    const value = taken.has(ours.key) ? null : level.ours(ours);
    if (value !== null) groups.get(value)?.rackbeat.push(ours);
  }
  return [...groups.values()].filter(
    (group) =>
      group.rackbeat.length > 0 &&
      group.rackbeat.length <= MOST_SHARING &&
      group.fiken.length <= MOST_SHARING,
  );
}

function pairsOf<Theirs, Ours>(
  { fiken, rackbeat }: Group<Theirs, Ours>,
  level: { verdict: (theirs: Theirs, ours: Ours) => Verdict },
  verdict: Verdict,
): { theirs: Theirs; ours: Ours }[] {
  return fiken.flatMap((theirs) =>
    rackbeat
      .filter((ours) => level.verdict(theirs, ours) === verdict)
      .map((ours) => ({ theirs, ours })),
  );
}

/** Pairs that are stronger than every other of either of their two. */
function bestForBoth<Theirs extends Keyed, Ours extends Keyed>(
  pairs: readonly Pair<Theirs, Ours>[],
): Pair<Theirs, Ours>[] {
  const ofTheirs = onlyBest(pairs, ({ theirs }) => theirs.key);
  const ofOurs = onlyBest(pairs, ({ ours }) => ours.key);
  return pairs.filter(
    (pair) => ofTheirs.get(pair.theirs.key) === pair && ofOurs.get(pair.ours.key) === pair,
  );
}

/** The strongest pair of each; none where two are as strong. */
function onlyBest<P extends { strength: number }>(
  pairs: readonly P[],
  keyOf: (pair: P) => string,
): Map<string, P | null> {
  const best = new Map<string, { strength: number; pair: P | null }>();
  for (const pair of pairs) {
    const { strength } = pair;
    const known = best.get(keyOf(pair));
    if (!known || strength > known.strength) best.set(keyOf(pair), { strength, pair });
    else if (strength === known.strength) best.set(keyOf(pair), { strength, pair: null });
  }
  return new Map([...best].map(([key, { pair }]) => [key, pair]));
}

function isSame(one: string | null, other: string | null): boolean {
  return one !== null && one === other;
}
