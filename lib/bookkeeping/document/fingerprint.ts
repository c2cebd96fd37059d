import { createHash } from "node:crypto";
import { Exact } from "@/lib/money";
import { amountOfLine } from "./line-amount";
import { createProblemList, type Mapped, type ProblemList } from "./mapped";
import type { RackbeatDocument } from "./upright-document";

/** In the place of a fingerprint: the document is a draft again in Rackbeat. */
export const UNBOOKED = "unbooked";

/** In the place of a fingerprint: the document is not in Rackbeat any more, and the user has kept what is in Fiken. */
export const DELETED = "deleted";

/**
 * SHA-256 of what a document of Rackbeat means to the books: number, kind, party, dates, currency, zone, totals,
 * and per line product group, rate and amount. Neither texts, nor the order of lines, nor anything of payment, nor
 * what the user has mapped: a new mapping does not change a document. Problems where a line cannot be read.
 * `identifier` is the supplier's own number, where it is booked under that.
 */
export function fingerprintOf(document: RackbeatDocument, identifier?: string): Mapped<string> {
  const problems = createProblemList();
  const content = [
    [document.number, document.is_creditnote ?? false],
    [partyOf(document)],
    [document.invoice_date, document.due_date, document.currency, document.vat_zone],
    [exactText(document.total_subtotal), exactText(document.total_total)],
    linesOf(document, problems),
    ...(identifier === undefined ? [] : [identifier]),
  ];
  return (
    problems.refusal() ?? {
      ok: true,
      value: createHash("sha256").update(JSON.stringify(content)).digest("hex"),
    }
  );
}

/** Of one whose lines cannot be read: of the whole as Rackbeat has it, so that any other change after it is seen. */
export function unreadFingerprintOf(document: RackbeatDocument): string {
  const { updated_at: _, ...content } = document;
  return `unread:${createHash("sha256").update(JSON.stringify(content)).digest("hex")}`;
}

function partyOf(document: RackbeatDocument): string | null {
  return "customer_id" in document
    ? (document.customer_id ?? document.customer?.number ?? null)
    : (document.supplier_id ?? document.supplier?.number ?? null);
}

/** Only lines that leave a posting, in an order of their own. */
function linesOf({ lines }: RackbeatDocument, problems: ProblemList): string[] {
  return lines
    .flatMap((line, index) => {
      const amount = amountOfLine(line, index + 1, problems);
      if (amount === null || new Exact(amount).isZero()) return [];
      const group = line.item?.group?.number ?? null;
      return [JSON.stringify([group, exactText(line.vat_percentage ?? "0"), exactText(amount)])];
    })
    .sort();
}

/** "100.00" and "100" are the same figure. */
function exactText(amount: string): string {
  return new Exact(amount).toFixed();
}
