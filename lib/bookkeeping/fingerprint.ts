import { createHash } from "node:crypto";
import { Exact } from "@/lib/money";
import type { RackbeatCustomerInvoice } from "@/lib/rackbeat/invoices";
import { amountOfLine } from "./line-amount";
import { createProblemList, type Mapped, type ProblemList } from "./mapped";

/**
 * SHA-256 of what a document of Rackbeat means to the books: number, kind, customer, dates, currency, zone, totals,
 * and per line product group, rate and amount. Neither texts, nor the order of lines, nor anything of payment, nor
 * what the user has mapped: a new mapping does not change a document. Problems where a line cannot be read.
 */
export function fingerprintOf(invoice: RackbeatCustomerInvoice): Mapped<string> {
  const problems = createProblemList();
  const content = [
    [invoice.number, invoice.is_creditnote ?? false],
    [invoice.customer_id ?? invoice.customer?.number ?? null],
    [invoice.invoice_date, invoice.due_date, invoice.currency, invoice.vat_zone],
    [exactText(invoice.total_subtotal), exactText(invoice.total_total)],
    linesOf(invoice, problems),
  ];
  return (
    problems.refusal() ?? {
      ok: true,
      value: createHash("sha256").update(JSON.stringify(content)).digest("hex"),
    }
  );
}

/** Only lines that leave a posting, in an order of their own. */
function linesOf({ lines }: RackbeatCustomerInvoice, problems: ProblemList): string[] {
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
