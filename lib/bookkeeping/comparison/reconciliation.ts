import { type Difference, differ } from "./difference";

type Figures = {
  /** What it is in Fiken: a sale, a purchase … */
  kind: string;
  /** Null: not known, so not compared. */
  contactId: number | null;
  /** `yyyy-mm-dd`. */
  date: string;
  currency: string;
  /** With VAT, in the smallest unit of the currency; negative on a credit note. */
  grossMinor: number;
  /** Null: not known, so not compared. A purchase whose VAT is cost has less here than its document. */
  vatMinor: number | null;
};

/** A booked document of Rackbeat as it should stand in Fiken. */
export type RackbeatEntry = Figures & {
  /** The number it has in Fiken: its own, or the supplier's. */
  number: string;
  /** Where it was posted; null: it never was, as far as we know. */
  fikenId: number | null;
};

/** What stands in Fiken. */
export type FikenEntry = Omit<Figures, "grossMinor"> & {
  /** Null: not known, so not compared. */
  grossMinor: number | null;
  fikenId: number;
  number: string | null;
  /** Reversed, but still listed. */
  deleted: boolean;
};

/**
 * `equal`: to the øre. `changed`: there, with differences. `deleted`: it stood there and was reversed. `missing`: of
 * Rackbeat, not in Fiken. `extra`: in Fiken, of no document of Rackbeat.
 */
export type Reconciled<Ours extends RackbeatEntry, Theirs extends FikenEntry> =
  | { outcome: "equal"; rackbeat: Ours; fiken: Theirs }
  | { outcome: "changed"; rackbeat: Ours; fiken: Theirs; differences: Difference[] }
  | { outcome: "deleted"; rackbeat: Ours; fiken: Theirs }
  | { outcome: "missing"; rackbeat: Ours }
  | { outcome: "extra"; fiken: Theirs };

/**
 * Rackbeat's documents of a period against Fiken's. The order of neither list matters. Each document is paired once:
 * with the one it was posted as, else with one of its number and contact, one that stands before one that was
 * reversed. A reversed one that is nobody's is nothing: it does not stand.
 */
export function reconcile<Ours extends RackbeatEntry, Theirs extends FikenEntry>(
  rackbeatDocs: readonly Ours[],
  fikenDocs: readonly Theirs[],
): Reconciled<Ours, Theirs>[] {
  const ours = rackbeatDocs.toSorted(byContent);
  const theirs = fikenDocs.toSorted(byContent);
  const pairs = pairUp(ours, theirs);
  const taken = new Set(pairs.values());
  const extra = theirs.filter((fiken) => !taken.has(fiken) && !fiken.deleted);
  return [
    ...ours.map((rackbeat) => outcomeOf(rackbeat, pairs.get(rackbeat))),
    ...extra.map((fiken) => ({ outcome: "extra" as const, fiken })),
  ];
}

function outcomeOf<Ours extends RackbeatEntry, Theirs extends FikenEntry>(
  rackbeat: Ours,
  fiken: Theirs | undefined,
): Reconciled<Ours, Theirs> {
  if (!fiken) return { outcome: "missing", rackbeat };
  if (fiken.deleted) return { outcome: "deleted", rackbeat, fiken };
  const differences = differencesOf(rackbeat, fiken);
  return differences.length === 0
    ? { outcome: "equal", rackbeat, fiken }
    : { outcome: "changed", rackbeat, fiken, differences };
}

/** The certain pairs of all documents first, so that an uncertain one never takes another's. */
function pairUp<Ours extends RackbeatEntry, Theirs extends FikenEntry>(
  ours: readonly Ours[],
  theirs: readonly Theirs[],
): Map<Ours, Theirs> {
  const byId = groupedBy(theirs, ({ kind, fikenId }) => `${kind} ${fikenId}`);
  const byNumber = groupedBy(theirs, ({ kind, number }) => `${kind} ${number}`);
  const ofId = ({ kind, fikenId }: Ours) => byId.get(`${kind} ${fikenId}`) ?? [];
  const ofNumber = (entry: Ours) =>
    (byNumber.get(`${entry.kind} ${entry.number}`) ?? []).filter(
      (fiken) => differWhereKnown("contactId", entry, fiken).length === 0,
    );
  const isEqual = (entry: Ours, fiken: Theirs) =>
    !fiken.deleted && differencesOf(entry, fiken).length === 0;
  const stands = (_: Ours, fiken: Theirs) => !fiken.deleted;

  const pairs = new Map<Ours, Theirs>();
  const taken = new Set<Theirs>();
  const pass = (
    candidates: (entry: Ours) => Theirs[],
    isFit: (entry: Ours, fiken: Theirs) => boolean,
  ) => {
    for (const entry of ours) {
      if (pairs.has(entry)) continue;
      const fit = candidates(entry).find((fiken) => !taken.has(fiken) && isFit(entry, fiken));
      if (!fit) continue;
      pairs.set(entry, fit);
      taken.add(fit);
    }
  };
  pass(ofId, stands);
  pass(ofNumber, isEqual);
  pass(ofNumber, stands);
  pass(ofId, () => true);
  pass(ofNumber, () => true);
  return pairs;
}

function groupedBy<Entry>(
  entries: readonly Entry[],
  keyOf: (entry: Entry) => string,
): Map<string, Entry[]> {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const key = keyOf(entry);
    const group = groups.get(key);
    if (group) group.push(entry);
    else groups.set(key, [entry]);
  }
  return groups;
}

type Compared = Omit<FikenEntry, "kind" | "fikenId" | "deleted">;

/** What Fiken has otherwise than Rackbeat. */
export function differencesOf(rackbeat: Compared, fiken: Compared): Difference[] {
  return [
    ...differ("number", rackbeat.number, fiken.number),
    ...differWhereKnown("contactId", rackbeat, fiken),
    ...differ("date", rackbeat.date, fiken.date),
    ...differ("currency", rackbeat.currency, fiken.currency),
    ...differWhereKnown("grossMinor", rackbeat, fiken),
    ...differWhereKnown("vatMinor", rackbeat, fiken),
  ];
}

function differWhereKnown(
  field: "contactId" | "grossMinor" | "vatMinor",
  rackbeat: Compared,
  fiken: Compared,
): Difference[] {
  const isUnknown = rackbeat[field] === null || fiken[field] === null;
  return isUnknown ? [] : differ(field, rackbeat[field], fiken[field]);
}

/** By date and number, then by all that counts: entries that compare equal are the same to the outcome. */
function byContent(one: RackbeatEntry | FikenEntry, other: RackbeatEntry | FikenEntry): number {
  const [a, b] = [contentOf(one), contentOf(other)];
  return a < b ? -1 : Number(a > b);
}

function contentOf(entry: RackbeatEntry | FikenEntry): string {
  const { date, kind, number, fikenId, contactId, currency, grossMinor, vatMinor } = entry;
  const deleted = "deleted" in entry && entry.deleted;
  return JSON.stringify([
    date,
    kind,
    number,
    fikenId,
    contactId,
    currency,
    grossMinor,
    vatMinor,
    deleted,
  ]);
}
