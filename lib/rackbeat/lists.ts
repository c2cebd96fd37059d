import type { z } from "zod";
import { CallFailure } from "@/lib/http/call-failure";
import { type Calls, PAGE_SIZE, type Page, type Query } from "./calls";
import { parseMoment, toRackbeatMoment } from "./moments";
import { type MalformedRow, malformedRow } from "./rows";

/** Since when a row has changed; null is the whole list. */
export type ChangesAsked = { updatedAtFrom?: Date | null; page?: number; limit?: number };

/** Days of the invoice, both included. */
export type PeriodAsked = { from: string; to: string; page?: number };

type Changing = z.ZodType<{ updated_at: string | null }>;
type Dated = z.ZodType<{ invoice_date: string | null }>;

export type Lists = ReturnType<typeof createLists>;

/**
 * Lists that can be long, page by page. Rackbeat does not say which of them can be filtered by what: a filter that
 * is refused (422) is left out, and one that is ignored is applied here, so that either way the whole list is read
 * and only what was asked for is answered. A page can be empty although there are more, and a row that cannot be
 * read does not spoil its page.
 */
export function createLists({ listRows }: Calls) {
  const refused = new Set<string>();

  async function listFiltered(resource: string, filter: Query, page: number, limit: number) {
    const remembered = `${resource}?${Object.keys(filter)}`;
    if (refused.has(remembered)) return listRows(resource, {}, page, limit);
    try {
      return await listRows(resource, filter, page, limit);
    } catch (error) {
      if (!(error instanceof CallFailure && error.status === 422)) throw error;
      const whole = await listRows(resource, {}, page, limit);
      refused.add(remembered);
      return whole;
    }
  }

  return {
    /**
     * One page of what changed since a moment, oldest change first where Rackbeat sorts. The caller keeps the
     * cursor and overlaps by hours: the filter's time zone is not documented.
     */
    async listChanges<T extends Changing>(
      resource: string,
      schema: T,
      { updatedAtFrom = null, page = 1, limit = PAGE_SIZE }: ChangesAsked = {},
    ): Promise<Page<z.output<T> | MalformedRow>> {
      const filter: Query = updatedAtFrom
        ? { updated_at_from: toRackbeatMoment(updatedAtFrom), sort: "updated_at" }
        : {};
      const { rows, nextPage } = await listFiltered(resource, filter, page, limit);
      const items = rows.map((row) => readRow(schema, row));
      return { items: items.filter((item) => isSince(item, updatedAtFrom)), nextPage };
    },

    /** One page of what is dated within a period. A row without a date belongs to every period. */
    async listPeriod<T extends Dated>(
      resource: string,
      schema: T,
      { from, to, page = 1 }: PeriodAsked,
    ): Promise<Page<z.output<T> | MalformedRow>> {
      const filter = { invoice_date_from: from, invoice_date_to: to };
      const { rows, nextPage } = await listFiltered(resource, filter, page, PAGE_SIZE);
      const items = rows.map((row) => readRow(schema, row));
      return { items: items.filter((item) => isWithin(item, from, to)), nextPage };
    },

    /** One page of what the filter lets through; where Rackbeat does not know the filter, of all. */
    async listBy<T extends z.ZodType>(
      resource: string,
      schema: T,
      { filter, page, limit }: { filter: Query; page: number; limit: number },
    ): Promise<Page<z.output<T> | MalformedRow>> {
      const { rows, nextPage } = await listFiltered(resource, filter, page, limit);
      return { items: rows.map((row) => readRow(schema, row)), nextPage };
    },

    /** One page of the whole list; where Rackbeat can select them, with the named fields only. */
    async listFields<T extends z.ZodType>(
      resource: string,
      schema: T,
      { fields, page, limit }: { fields: string; page: number; limit: number },
    ): Promise<Page<z.output<T> | MalformedRow>> {
      const { rows, nextPage } = await listFiltered(resource, { fields }, page, limit);
      return { items: rows.map((row) => readRow(schema, row)), nextPage };
    },
  };
}

function readRow<T extends z.ZodType>(schema: T, row: unknown): z.output<T> | MalformedRow {
  const parsed = schema.safeParse(row);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return malformedRow(row, issue?.path.join(".") ?? "", issue?.message ?? "");
}

function isSince(row: { updated_at: string | null } | MalformedRow, from: Date | null): boolean {
  if (!from || "problem" in row || !row.updated_at) return true;
  const updatedAt = parseMoment(row.updated_at);
  // Rackbeat's moments are whole seconds.
  return updatedAt === null || updatedAt.getTime() >= Math.floor(from.getTime() / 1000) * 1000;
}

function isWithin(
  row: { invoice_date: string | null } | MalformedRow,
  from: string,
  to: string,
): boolean {
  if ("problem" in row || row.invoice_date === null) return true;
  return row.invoice_date >= from && row.invoice_date <= to;
}
