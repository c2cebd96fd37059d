import { z } from "zod";
import { type Month, thisMonthOf } from "@/lib/billing/days";

/** Of a page's address, as Next.js gives it. */
export type Query = Promise<Record<string, string | string[] | undefined>>;

export const monthSchema = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);

/** What is malformed counts as not said: an address is easily cut short. */
const text = z.string().trim().min(1).max(200).optional().catch(undefined);

/** What the address of a list says: where it begins, and what is looked for. */
export const listQuerySchema = z.object({
  search: text,
  after: z.uuid().optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});

export const ROWS_PER_PAGE = 25;

/** The chosen month, and this one where none is chosen or it has not begun. */
export function monthOfQuery(chosen: unknown, now: Date): Month {
  const thisMonth = thisMonthOf(now);
  const { data: month } = monthSchema.safeParse(chosen);
  return month !== undefined && month <= thisMonth ? month : thisMonth;
}

/** An address with what is known of its query. */
export function addressOf(
  path: string,
  query: Record<string, string | number | undefined>,
): string {
  const known = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return known.length === 0 ? path : `${path}?${new URLSearchParams(known)}`;
}
