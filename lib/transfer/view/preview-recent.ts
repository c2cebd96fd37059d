import { AppError } from "@/lib/errors/app-error";
import { type ProblemCode, retryOf } from "@/lib/errors/catalog";
import type { Page } from "@/lib/rackbeat/calls";
import type { RackbeatInvoiceTotals } from "@/lib/rackbeat/invoices";
import type { MalformedRow } from "@/lib/rackbeat/rows";
import type { DocumentKind } from "@/lib/transfer/turn/document-request";
import { isSwitchedOn } from "@/lib/transfer/turn/switched-on";
import { type PreviewedDocument, previewDocument } from "./preview";
import type { PreviewContext } from "./preview-context";

const DAY_MS = 24 * 60 * 60_000;
/** Back from today: a busy company's week is enough, a quiet one's year may be. */
const WINDOWS_DAYS = [7, 31, 366, 3660] as const;
/** Beyond the end of the window: an invoice may be dated ahead. */
const AHEAD_DAYS = 366;
/** Of one window; a company with more than this many invoices a week has them in the first. */
const MOST_PAGES = 5;

/** Troubles of the access itself: no document would fare better. */
const CONCERNS_ALL: ReadonlySet<ProblemCode> = new Set([
  "rackbeat.token_dead",
  "fiken.grant_revoked",
  "fiken.not_connected",
  "fiken.api_module_missing",
]);

/**
 * The newest booked documents of Rackbeat as they would be booked, of each kind that is switched on; sales also where
 * none is. Reads Rackbeat, and of Fiken no more than the sub-accounts of the parties.
 */
export async function previewRecent(
  context: PreviewContext,
  { count, now = new Date() }: { count: number; now?: Date },
): Promise<PreviewedDocument[]> {
  const kinds: DocumentKind[] = isSwitchedOn("supplier_invoice", context.settings)
    ? ["customer_invoice", "supplier_invoice"]
    : ["customer_invoice"];
  const previews: PreviewedDocument[] = [];
  for (const kind of kinds) {
    const numbers = await newestNumbers(context, kind, { count, now });
    for (const number of numbers) previews.push(await previewOrProblem(context, { kind, number }));
  }
  return previews;
}

/** What cannot be read, or names something that is gone, keeps its own document; those beside it are shown. */
async function previewOrProblem(
  context: PreviewContext,
  document: { kind: DocumentKind; number: string },
): Promise<PreviewedDocument> {
  try {
    return await previewDocument(context, document);
  } catch (error) {
    if (!(error instanceof AppError) || retryOf(error.problem) !== "after-fix") throw error;
    if (CONCERNS_ALL.has(error.problem.code)) throw error;
    const head = { isCredit: false, partyName: null, date: null, currency: "NOK" };
    return { ...document, ...head, booked: null, problems: [error.problem], leftOut: null };
  }
}

/**
 * Rackbeat's numbers of its newest booked documents, newest first. Rackbeat sorts a list as it likes, so windows of
 * days are asked for until one holds enough.
 */
export async function newestNumbers(
  context: Pick<PreviewContext, "rackbeat">,
  kind: DocumentKind,
  { count, now }: { count: number; now: Date },
): Promise<string[]> {
  let newest: RackbeatInvoiceTotals[] = [];
  for (const days of WINDOWS_DAYS) {
    const window = { from: dayAt(now, -days), to: dayAt(now, AHEAD_DAYS) };
    newest = await listBooked(context, kind, window);
    if (newest.length >= count) break;
  }
  return newest
    .toSorted((one, other) => compareText(sortKey(other), sortKey(one)))
    .slice(0, count)
    .map(({ number }) => number);
}

async function listBooked(
  { rackbeat }: Pick<PreviewContext, "rackbeat">,
  kind: DocumentKind,
  window: { from: string; to: string },
): Promise<RackbeatInvoiceTotals[]> {
  const list =
    kind === "customer_invoice"
      ? rackbeat.listCustomerInvoiceTotals
      : rackbeat.listSupplierInvoiceTotals;
  const booked: RackbeatInvoiceTotals[] = [];
  for (let page: number | null = 1; page !== null && page <= MOST_PAGES; ) {
    const answer: Page<RackbeatInvoiceTotals | MalformedRow> = await list({ ...window, page });
    // A row that cannot be read is told when its own document is transferred.
    for (const row of answer.items) if (!("problem" in row) && row.is_booked) booked.push(row);
    page = answer.nextPage;
  }
  return booked;
}

/** By day, then by number where numbers are counted up. */
function sortKey({ invoice_date, booked_at, number }: RackbeatInvoiceTotals): string {
  return `${invoice_date ?? booked_at?.slice(0, 10) ?? ""} ${number.padStart(20, "0")}`;
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** `yyyy-mm-dd`, so many days from now. */
function dayAt(now: Date, days: number): string {
  return new Date(now.getTime() + days * DAY_MS).toISOString().slice(0, 10);
}
