/** What Rackbeat allows: a party's number has at most 9 digits and does not begin with 0. */
const PARTY_NUMBER = /^[1-9]\d{0,8}$/;
const LAST_PARTY_NUMBER = 999_999_999;
/** Rackbeat's longest product number, with spaces. */
export const MAX_PRODUCT_NUMBER = 25;
/** Where nothing is counted yet. */
const FIRST_PARTY_NUMBER = 10_001;

/** One who gets a number. The order is that of claims: of two who want the same, the first gets it. */
export type NumberClaim = { key: string; wanted: string | null };

export function isPartyNumber(number: string): boolean {
  return PARTY_NUMBER.test(number);
}

/**
 * A number for each in Rackbeat's series of customers or suppliers: the one it wants where that is free, else the next
 * one behind all others. Never one that Rackbeat has, nor the same twice.
 */
export function assignPartyNumbers(
  claims: readonly NumberClaim[],
  taken: ReadonlySet<string>,
): Map<string, string> {
  const used = new Set(taken);
  const assigned = new Map<string, string>();
  for (const { key, wanted } of claims) {
    if (wanted === null || !isPartyNumber(wanted) || used.has(wanted)) continue;
    assigned.set(key, wanted);
    used.add(wanted);
  }
  const next = countFrom(used);
  for (const { key } of claims) {
    if (!assigned.has(key)) assigned.set(key, next());
  }
  return assigned;
}

/** Free numbers behind the highest, and where the series is full to its end, the free ones before. */
function countFrom(used: Set<string>): () => string {
  const highest = [...used].reduce(
    (high, number) => (isPartyNumber(number) ? Math.max(high, Number(number)) : high),
    FIRST_PARTY_NUMBER - 1,
  );
  let last = highest < LAST_PARTY_NUMBER ? highest : FIRST_PARTY_NUMBER - 1;
  return () => {
    do last = last < LAST_PARTY_NUMBER ? last + 1 : 1;
    while (used.has(String(last)));
    used.add(String(last));
    return String(last);
  };
}

/**
 * A number for each product, of at most 25 characters: its own where that is free; cut, with a number behind it, where
 * it is too long or another's already; made from Fiken's id where it has none. `taken`: Rackbeat's products and lots,
 * which share one series. Two numbers that differ in case alone are one.
 */
export function assignProductNumbers(
  claims: readonly NumberClaim[],
  taken: ReadonlySet<string>,
): Map<string, string> {
  const used = new Set([...taken].map(lower));
  const assigned = new Map<string, string>();
  const take = (key: string, number: string) => {
    assigned.set(key, number);
    used.add(lower(number));
  };
  for (const { key, wanted } of claims) {
    const isUsable = wanted !== null && wanted !== "" && wanted.length <= MAX_PRODUCT_NUMBER;
    if (isUsable && !used.has(lower(wanted))) take(key, wanted);
  }
  const free = countVariants(used);
  for (const { key, wanted } of claims) {
    if (!assigned.has(key)) take(key, free(wanted || `F-${key}`));
  }
  return assigned;
}

/** `X`, `X-2`, `X-3`…: goes on where it ended the last time, for a number may be repeated a thousand times. */
function countVariants(used: ReadonlySet<string>): (wanted: string) => string {
  const counts = new Map<string, number>();
  return (wanted) => {
    for (let count = counts.get(lower(wanted)) ?? 1; ; count += 1) {
      const suffix = count === 1 ? "" : `-${count}`;
      const number = cutNumber(wanted, MAX_PRODUCT_NUMBER - suffix.length) + suffix;
      if (used.has(lower(number))) continue;
      counts.set(lower(wanted), count + 1);
      return number;
    }
  };
}

/** Never inside what is one character to a reader. */
function cutNumber(text: string, maxLength: number): string {
  let cut = "";
  for (const { segment } of graphemes.segment(text)) {
    if (cut.length + segment.length > maxLength) break;
    cut += segment;
  }
  return cut.trimEnd();
}

const graphemes = new Intl.Segmenter("nb", { granularity: "grapheme" });

function lower(number: string): string {
  return number.trim().toLowerCase();
}
