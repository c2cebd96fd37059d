import { createHash } from "node:crypto";
import { Exact } from "@/lib/money";
import type { RackbeatInvoiceLine } from "@/lib/rackbeat/invoices";
import { amountOfLine } from "./line-amount";
import { itemNumberOf } from "./line-item";
import { createProblemList, type Mapped, type ProblemList } from "./mapped";
import type { RackbeatDocument } from "./upright-document";

/** In the place of a fingerprint: the document is a draft again in Rackbeat. */
export const UNBOOKED = "unbooked";

/** In the place of a fingerprint: the document is not in Rackbeat any more, and the user has kept what is in Fiken. */
export const DELETED = "deleted";

/** Fingerprints are stored, so each tells by which recipe it was made; those of the first recipe tell nothing. */
const RECIPE = "2";

/**
 * What a document of Rackbeat means to the books, as `2:<figures>:<items>`, both SHA-256. Figures: number, kind,
 * party, dates, currency, zone, totals, and per line rate and amount. Items: the same lines with their item's number,
 * apart from the figures because an item can get another number. Neither texts, nor the order of lines, nor anything
 * of payment, nor what the user has mapped; nor the product group, which is the item's as it is today: what becomes of
 * an item after the sale does not change the sale. Problems where a line cannot be read. `identifier` is the
 * supplier's own number, where it is booked under that.
 */
export function fingerprintOf(document: RackbeatDocument, identifier?: string): Mapped<string> {
  const problems = createProblemList();
  const lines = amountLinesOf(document, problems);
  const figures = digestOf([
    ...headOf(document),
    sorted(lines, figuresOf),
    ...(identifier === undefined ? [] : [identifier]),
  ]);
  const items = digestOf(sorted(lines, (line) => [itemNumberOf(line), ...figuresOf(line)]));
  return problems.refusal() ?? { ok: true, value: [RECIPE, figures, items].join(":") };
}

/** Whether two fingerprints are of the same figures, whatever the items of the lines are. */
export function isOfSameFigures(one: string, other: string): boolean {
  const [recipe, figures] = one.split(":");
  return recipe === RECIPE && other.startsWith(`${recipe}:${figures}:`);
}

/**
 * By the first recipe, which documents sent by an older version are still stored with: each line by the product group
 * of its item. Null where a line cannot be read.
 */
export function firstFingerprintOf(document: RackbeatDocument, identifier?: string): string | null {
  const problems = createProblemList();
  const lines = amountLinesOf(document, problems);
  const content = [
    ...headOf(document),
    sorted(lines, (line) => [line.item?.group?.number ?? null, ...figuresOf(line)]),
    ...(identifier === undefined ? [] : [identifier]),
  ];
  return problems.refusal() ? null : digestOf(content);
}

/**
 * Of one whose lines cannot be read: of the whole as Rackbeat has it, so that any other change after it is seen. Of
 * an item, which is no part of the document, only its number.
 */
export function unreadFingerprintOf(document: RackbeatDocument): string {
  const { updated_at: _, lines, ...head } = document;
  const content = { ...head, lines: lines.map((line) => ({ ...line, item: itemNumberOf(line) })) };
  return `unread:${RECIPE}:${digestOf(content)}`;
}

/** By the first recipe: with all that was read of the items. */
export function firstUnreadFingerprintOf(document: RackbeatDocument): string {
  const { updated_at: _, ...content } = document;
  return `unread:${digestOf(content)}`;
}

function headOf(document: RackbeatDocument): unknown[] {
  return [
    [document.number, document.is_creditnote ?? false],
    [partyOf(document)],
    [document.invoice_date, document.due_date, document.currency, document.vat_zone],
    [exactText(document.total_subtotal), exactText(document.total_total)],
  ];
}

function partyOf(document: RackbeatDocument): string | null {
  return "customer_id" in document
    ? (document.customer_id ?? document.customer?.number ?? null)
    : (document.supplier_id ?? document.supplier?.number ?? null);
}

type AmountLine = RackbeatInvoiceLine & { amount: string };

/** Only lines that leave a posting. */
function amountLinesOf({ lines }: RackbeatDocument, problems: ProblemList): AmountLine[] {
  return lines.flatMap((line, index) => {
    const amount = amountOfLine(line, index + 1, problems);
    return amount === null || new Exact(amount).isZero() ? [] : [{ ...line, amount }];
  });
}

function figuresOf({ vat_percentage, amount }: AmountLine): string[] {
  return [exactText(vat_percentage ?? "0"), exactText(amount)];
}

/** Each line as text, in an order of their own. */
function sorted(
  lines: readonly AmountLine[],
  contentOf: (line: AmountLine) => unknown[],
): string[] {
  return lines.map((line) => JSON.stringify(contentOf(line))).sort();
}

function digestOf(content: unknown): string {
  return createHash("sha256").update(JSON.stringify(content)).digest("hex");
}

/** "100.00" and "100" are the same figure. */
function exactText(amount: string): string {
  return new Exact(amount).toFixed();
}
