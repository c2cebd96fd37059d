import { z } from "zod";
import type { Problem } from "@/lib/errors/catalog";
import { badAnswer, CallFailure } from "@/lib/http/call-failure";
import type { CallRequest } from "@/lib/http/caller";
import { type Reply, readJson } from "@/lib/http/reply";
import { type RackbeatSelf, selfSchema } from "./account";
import { nextPageOf, rowOf, rowsOf } from "./envelopes";
import {
  customerInvoiceSchema,
  invoiceRowSchema,
  type RackbeatCustomerInvoice,
  type RackbeatInvoiceRow,
} from "./invoices";
import {
  itemSchema,
  productGroupSchema,
  type RackbeatItem,
  type RackbeatProductGroup,
} from "./items";
import { parseMoment, toRackbeatMoment } from "./moments";
import { customerSchema, type RackbeatCustomer } from "./parties";
import { pathSpellings } from "./paths";
import { createApiCaller } from "./rackbeat-caller";
import { documentProblem, type MalformedRow, malformedRow, parseRow } from "./rows";
import { type RackbeatWebhook, webhookSchema } from "./webhook-records";

const PAGE_SIZE = 100;
/** Reports and long lists are slow at Rackbeat; writes are not. */
const READ_TIMEOUT_MS = 60_000;
const MAX_PDF_BYTES = 10 * 1024 * 1024;
/** A guard against a server that has no last page. */
const MAX_PAGES = 1_000;

export type Page<T> = { items: T[]; nextPage: number | null };
type Query = NonNullable<CallRequest["query"]>;
type Entity<T extends z.ZodType> = {
  resource: string;
  /** The singular envelope, which is also what problems call it. */
  name: string;
  schema: T;
};

/**
 * Speaks to one agreement. Reads pages one at a time where there can be many, never retries, and waits only for the
 * pace. Throws CallFailure; a document that does not have what it must have is `document.malformed`.
 */
export function createRackbeatClient({ baseUrl, token }: { baseUrl: string; token: string }) {
  const call = createApiCaller({ baseUrl, token });
  const get = (path: string, query: Query = {}) =>
    call({ method: "GET", path, query, timeoutMs: READ_TIMEOUT_MS });

  async function listRows(resource: string, query: Query, page = 1, limit = PAGE_SIZE) {
    const reply = await get(`/${resource}`, { ...query, page, limit });
    const answer = readJson(reply, z.unknown());
    const rows = rowsOf(answer, resource.replaceAll("-", "_"));
    if (!rows) throw badAnswer(reply, "the answer holds no list");
    return { reply, rows, nextPage: nextPageOf(answer, { page, rows: rows.length, limit }) };
  }

  async function listAll<T extends z.ZodType>(resource: string, schema: T) {
    const all: z.output<T>[] = [];
    let page: number | null = 1;
    while (page !== null && page <= MAX_PAGES) {
      const listed: Awaited<ReturnType<typeof listRows>> = await listRows(resource, {}, page);
      all.push(...listed.rows.map((row) => parseRow(listed.reply, schema, row)));
      page = listed.nextPage;
    }
    return all;
  }

  async function getOne<T extends z.ZodType>(
    { resource, name, schema }: Entity<T>,
    number: string,
  ) {
    const found = await find(resource, number);
    if (!found) throw notFound(name, number);
    return parseRow(found.reply, schema, rowOf(found.answer, name), documentProblem(name));
  }

  /** By path, in every spelling of the number; where it has several, at last by filter. */
  async function find(resource: string, number: string) {
    const spellings = pathSpellings(number);
    for (const spelling of spellings) {
      const reply = await nullIfNotFound(get(`/${resource}/${spelling}`));
      if (reply) return { reply, answer: readJson(reply, z.unknown()) };
    }
    if (spellings.length === 1) return null;
    const { reply, rows } = await listRows(resource, { "simple_filter[number]": number });
    // A filter that was ignored answers with everything.
    const row = rows.find((candidate) => malformedRow(candidate, "", "").number === number);
    return row === undefined ? null : { reply, answer: row };
  }

  let refusesUpdatedFrom = false;
  async function listChanged(resource: string, from: Date | null, page: number, limit: number) {
    if (!from || refusesUpdatedFrom) return listRows(resource, {}, page, limit);
    const query = { updated_at_from: toRackbeatMoment(from), sort: "updated_at" };
    try {
      return await listRows(resource, query, page, limit);
    } catch (error) {
      // Rackbeat does not say which resources can be filtered by this: then the whole list is read.
      if (!(error instanceof CallFailure && error.status === 422)) throw error;
      refusesUpdatedFrom = true;
      return listRows(resource, {}, page, limit);
    }
  }

  async function webhookOf(request: CallRequest): Promise<RackbeatWebhook> {
    const reply = await call(request);
    return parseRow(reply, webhookSchema, rowOf(readJson(reply, z.unknown()), "webhook"));
  }

  return {
    /** Whose token this is. 401 and 403 both mean that it is dead. */
    async getSelf(): Promise<RackbeatSelf> {
      return readJson(await get("/self"), selfSchema);
    },

    /** Every group, all pages. */
    listProductGroups: (): Promise<RackbeatProductGroup[]> =>
      listAll("product-groups", productGroupSchema),

    getCustomer: (number: string): Promise<RackbeatCustomer> =>
      getOne({ resource: "customers", name: "customer", schema: customerSchema }, number),

    /** A product or a lot. */
    getItem: (number: string): Promise<RackbeatItem> =>
      getOne({ resource: "items", name: "item", schema: itemSchema }, number),

    getCustomerInvoice: (number: string): Promise<RackbeatCustomerInvoice> =>
      getOne(
        { resource: "customer-invoices", name: "customer_invoice", schema: customerInvoiceSchema },
        number,
      ),

    /**
     * One page of the invoices and credit notes that changed since a moment, oldest change first where Rackbeat
     * sorts. The caller keeps the cursor and overlaps by hours: the filter's time zone is not documented. A row that
     * cannot be read does not spoil its page.
     */
    async listCustomerInvoices({
      updatedAtFrom = null,
      page = 1,
      limit = PAGE_SIZE,
    }: {
      updatedAtFrom?: Date | null;
      page?: number;
      limit?: number;
    } = {}): Promise<Page<RackbeatInvoiceRow | MalformedRow>> {
      const { rows, nextPage } = await listChanged("customer-invoices", updatedAtFrom, page, limit);
      const items = rows.map((row) => readInvoiceRow(row));
      return { items: items.filter((item) => isSince(item, updatedAtFrom)), nextPage };
    },

    /** Rackbeat's own print, at most 10 MB. */
    async customerInvoicePdf(number: string): Promise<Uint8Array<ArrayBuffer>> {
      const reply = await nullIfNotFound(
        call({
          method: "GET",
          path: `/customer-invoices/${encodeURIComponent(number)}.pdf`,
          headers: { accept: "application/pdf" },
          timeoutMs: READ_TIMEOUT_MS,
          maxBytes: MAX_PDF_BYTES,
        }),
      );
      if (!reply) throw notFound("customer_invoice_pdf", number);
      if (!startsWithPdf(reply)) throw badAnswer(reply, "the answer is not a PDF");
      return reply.bytes;
    },

    listWebhooks: (): Promise<RackbeatWebhook[]> => listAll("webhooks", webhookSchema),

    /** 422 where Rackbeat does not know the event. `token` is shown in this answer only. */
    createWebhook: ({ event, url }: { event: string; url: string }) =>
      webhookOf({ method: "POST", path: "/webhooks", json: { event, url, is_active: true } }),

    updateWebhook: (
      webhookId: number,
      change: { event: string; url: string; is_active: boolean },
    ) => webhookOf({ method: "PUT", path: `/webhooks/${webhookId}`, json: change }),

    /** One that is gone already counts as deleted. */
    async deleteWebhook(webhookId: number): Promise<void> {
      await nullIfNotFound(call({ method: "DELETE", path: `/webhooks/${webhookId}` }));
    },

    /** Where the settings page in Rackbeat's frame lives; replaces the former address. */
    async setSettingsUrl(appSlug: string, settingsUrl: string): Promise<void> {
      await call({
        method: "POST",
        path: `/plugins/${encodeURIComponent(appSlug)}/set-settings-url`,
        json: { settings_url: settingsUrl },
      });
    },

    /** Whether the agreement lists the app; null where the answer does not tell, for its fields are not documented. */
    async isStillInstalled(appSlug: string): Promise<boolean | null> {
      const { rows } = await listRows("user-account-plugins", {});
      const slugs = rows.flatMap(slugsOf);
      if (slugs.includes(appSlug)) return true;
      return slugs.length > 0 ? false : null;
    },
  };
}

export type RackbeatClient = ReturnType<typeof createRackbeatClient>;

async function nullIfNotFound(reply: Promise<Reply>): Promise<Reply | null> {
  try {
    return await reply;
  } catch (error) {
    if (error instanceof CallFailure && error.status === 404) return null;
    throw error;
  }
}

function notFound(kind: string, number: string): CallFailure {
  const problem: Problem = { code: "rackbeat.not_found", details: { kind, number } };
  return new CallFailure(problem, { kind: "refused", status: 404 });
}

function readInvoiceRow(row: unknown): RackbeatInvoiceRow | MalformedRow {
  const parsed = invoiceRowSchema.safeParse(row);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return malformedRow(row, issue?.path.join(".") ?? "", issue?.message ?? "");
}

/** Filtered again here, for a filter that Rackbeat does not know may be ignored. */
function isSince(row: RackbeatInvoiceRow | MalformedRow, from: Date | null): boolean {
  if (!from || "problem" in row || !row.updated_at) return true;
  const updatedAt = parseMoment(row.updated_at);
  return updatedAt === null || updatedAt >= from;
}

function startsWithPdf({ bytes }: Reply): boolean {
  return new TextDecoder("latin1").decode(bytes.subarray(0, 4)) === "%PDF";
}

const pluginSchema = z.looseObject({
  slug: z.unknown(),
  app_slug: z.unknown(),
  plugin: z.unknown(),
});

function slugsOf(row: unknown): string[] {
  const parsed = pluginSchema.partial().safeParse(row);
  if (!parsed.success) return [];
  const { slug, app_slug, plugin } = parsed.data;
  const own = [slug, app_slug].filter((value) => typeof value === "string");
  return own.length > 0 ? own : slugsOf(plugin);
}
