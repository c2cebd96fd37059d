/** `{"<plural>": [...], total, pages, limit, page}`; where the name is another, the first array among the values. */
export function rowsOf(answer: unknown, name: string): unknown[] | null {
  if (Array.isArray(answer)) return answer;
  if (!isRecord(answer)) return null;
  const named = answer[name];
  if (Array.isArray(named)) return named;
  return Object.values(answer).find((value) => Array.isArray(value)) ?? null;
}

/** `{"<singular>": {...}}`; where the name is another, the only value, or the bare object. */
export function rowOf(answer: unknown, name: string): unknown {
  if (!isRecord(answer)) return answer;
  const named = answer[name];
  if (isRecord(named)) return named;
  const values = Object.values(answer);
  return values.length === 1 && isRecord(values[0]) ? values[0] : answer;
}

/**
 * The page after this one. Ends at the last page and at a page that is not full: `total` and `pages` move while
 * data changes, so either sign is enough. Never before a first page that was full.
 */
export function nextPageOf(
  answer: unknown,
  { page, rows, limit }: { page: number; rows: number; limit: number },
): number | null {
  const head: Record<string, unknown> = isRecord(answer) ? answer : {};
  const pages = Number(head.pages);
  // The server may have lowered the limit that was asked for.
  const effective = Number(head.limit) > 0 ? Math.min(limit, Number(head.limit)) : limit;
  if (rows === 0 || rows < effective) return null;
  return Number.isInteger(pages) && page >= pages ? null : page + 1;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
