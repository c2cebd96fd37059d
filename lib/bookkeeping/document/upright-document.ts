import { Exact } from "@/lib/money";
import type {
  RackbeatCustomerInvoice,
  RackbeatInvoiceLine,
  RackbeatSupplierInvoice,
} from "@/lib/rackbeat/invoices";
import { amountOfLine } from "./line-amount";
import { createProblemList, type Mapped, refused } from "./mapped";

export type RackbeatDocument = RackbeatCustomerInvoice | RackbeatSupplierInvoice;

/** -1: the document credits, so what stands in it as more than nothing is booked as less. */
export type Sign = 1 | -1;

/** Rackbeat does not publish the sign of credit notes: flagged, or less than nothing, is one. */
export function isCredit({
  is_creditnote,
  total_total,
}: Pick<RackbeatDocument, "is_creditnote" | "total_total">): boolean {
  return is_creditnote === true || new Exact(total_total).lessThan(0);
}

/**
 * The document with its total above nothing and its lines relative to it, whichever signs Rackbeat uses: a return
 * on an invoice, or a charge on a credit note, stays negative. Refused where nothing tells which way a flagged
 * document goes.
 */
export function uprightOf<Document extends RackbeatDocument>(
  document: Document,
): Mapped<{ document: Document; sign: Sign }> {
  if (!isCredit(document)) return { ok: true, value: { document, sign: 1 } };

  const amounts = document.lines.map(amountOf);
  const sumOfLines = Math.sign(Exact.sum(0, ...amounts).toNumber());
  const head = new Exact(document.total_total);
  const direction = Math.sign(
    (head.isZero() ? new Exact(document.total_subtotal) : head).toNumber(),
  );
  if (direction === 0 && amounts.some((amount) => !amount.isZero())) {
    return refused({ code: "document.sign_unclear", details: { number: document.number } });
  }
  const { total_subtotal, total_vat, total_total } = document;
  const turn = (amount: string) => turned(amount, direction < 0);
  return {
    ok: true,
    value: {
      sign: -1,
      document: {
        ...document,
        total_subtotal: turn(total_subtotal),
        total_total: turn(total_total),
        total_vat: total_vat && uprightVat(total_vat, turn(total_subtotal), turn(total_total)),
        lines: document.lines.map((line) => (sumOfLines < 0 ? turnedLine(line) : line)),
      },
    },
  };
}

/** What cannot be read is a problem of whoever reads the lines for good. */
function amountOf(line: RackbeatInvoiceLine) {
  return new Exact(amountOfLine(line, 0, createProblemList()) ?? 0);
}

function turnedLine(line: RackbeatInvoiceLine): RackbeatInvoiceLine {
  const { quantity, line_price, line_total } = line;
  const isPriceNegative = line_price !== null && new Exact(line_price).lessThan(0);
  return {
    ...line,
    line_total: line_total === null ? null : turned(line_total, true),
    ...(isPriceNegative
      ? { line_price: turned(line_price, true) }
      : { quantity: quantity === null ? null : turned(quantity, true) }),
  };
}

/** Its own sign may be another than that of the totals, so they tell: it is what lies between them. */
function uprightVat(vat: string, net: string, total: string): string {
  const amount = new Exact(vat).abs();
  return turned(amount.toFixed(), new Exact(net).minus(amount).equals(total));
}

function turned(amount: string, isTurned: boolean): string {
  const exact = new Exact(amount);
  return (isTurned && !exact.isZero() ? exact.negated() : exact).toFixed();
}
