/**
 * The list as it has been read so far: where each part begins, the first at the top (null). Each part goes down to
 * where the next begins, so that reading one again tells what is there now and nothing is told twice or lost, whatever
 * has come on top or moved meanwhile.
 */
export type PartStarts = readonly (string | null)[];

/** `until` is the place of a part's last row; null where the list has not been read further. */
export type ListPart = { before: string | null; until: string | null };

export const FROM_THE_TOP: PartStarts = [null];

export function partsOf(starts: PartStarts): ListPart[] {
  return starts.map((before, index) => ({ before, until: starts[index + 1] ?? null }));
}

/** The part ends at the cursor, and another begins there. */
export function splitAt(starts: PartStarts, { before }: ListPart, cursor: string): PartStarts {
  const index = starts.indexOf(before);
  if (index < 0 || starts.includes(cursor)) return starts;
  return starts.toSpliced(index + 1, 0, cursor);
}
