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
});

/** Where a page of a list begins, as an address carries it: what the row before it is sorted by. */
export function cursorOf(position: object | null): string | undefined {
  return position ? Buffer.from(JSON.stringify(position)).toString("base64url") : undefined;
}

/** Undefined where the address names no such place: then the list begins at its beginning. */
export function cursorSchema<Schema extends z.ZodType>(position: Schema) {
  return z.string().max(2000).transform(decoded).pipe(position).optional().catch(undefined);
}

function decoded(text: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(Buffer.from(text, "base64url").toString("utf8"));
  } catch {
    context.addIssue("is no place in a list");
    return z.NEVER;
  }
}

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
