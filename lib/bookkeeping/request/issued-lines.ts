import { cutText, nameOfLine, textWithQuantity } from "@/lib/bookkeeping/document/line-text";
import { type Mapped, refused } from "@/lib/bookkeeping/document/mapped";
import { uprightOf } from "@/lib/bookkeeping/document/upright-document";
import { vatByLine } from "@/lib/bookkeeping/voucher/vat-allotment";
import type { SalesVoucher, VoucherLine } from "@/lib/bookkeeping/voucher/voucher";
import type { FikenCreditNoteLineRequest } from "@/lib/fiken/schemas/credit-notes";
import { Exact } from "@/lib/money";
import type { RackbeatCustomerInvoice, RackbeatInvoiceLine } from "@/lib/rackbeat/invoices";

/** Lines of invoices and of credit notes have the same fields, and the same signs. */
export type IssuedLine = FikenCreditNoteLineRequest;

/**
 * The lines of a document that Fiken issues. Fiken computes net and VAT from quantity, price and discount, so a line
 * it would compute otherwise goes as one unit at the line's total, with its quantity in the text; VAT that Fiken
 * would round otherwise is a problem, as there is no field for it. A credit note's lines are above nothing.
 */
export function issuedLinesOf(
  invoice: RackbeatCustomerInvoice,
  voucher: SalesVoucher,
): Mapped<IssuedLine[]> {
  const upright = uprightOf(invoice);
  if (!upright.ok) return upright;
  const { document, sign } = upright.value;
  const fikensVat = vatByLine(voucher.lines).reduce((sum, minor) => sum + minor, 0);
  if (fikensVat !== voucher.vatMinor) {
    const { vatMinor: expectedMinor, currency } = voucher;
    const details = { expectedMinor, actualMinor: fikensVat, currency };
    return refused({ code: "document.vat_rounded_by_fiken", details });
  }
  return {
    ok: true,
    value: voucher.lines.map((line) =>
      issuedLineOf({ ...line, netMinor: sign * line.netMinor }, document.lines),
    ),
  };
}

function issuedLineOf(
  { description, account, vatType, netMinor, sourceLines }: VoucherLine<"sales">,
  lines: RackbeatInvoiceLine[],
): IssuedLine {
  const booking = { vatType, incomeAccount: account };
  const [lineNumber = 0, ...textLines] = sourceLines;
  const source = lines[lineNumber - 1];
  if (!source) return { description, quantity: 1, unitPrice: netMinor, ...booking };

  const name = nameOfLine(source, lineNumber);
  const text = textLines.flatMap((number) => lines[number - 1]?.name ?? []).join(" – ");
  const comment = text && { comment: cutText(text) };
  const price = priceOf(source, netMinor);
  return price
    ? { description: cutText(name), ...price, ...booking, ...comment }
    : {
        description: textWithQuantity(source.quantity, name),
        quantity: 1,
        unitPrice: netMinor,
        ...booking,
        ...comment,
      };
}

/** Quantity, price and discount as Fiken takes them, or null where Fiken would not come to the same net. */
function priceOf(
  { quantity, line_price, discount_percentage }: RackbeatInvoiceLine,
  netMinor: number,
): Pick<IssuedLine, "quantity" | "unitPrice" | "discount"> | null {
  if (quantity === null || line_price === null) return null;
  const discount = new Exact(discount_percentage ?? 0);
  const unitPrice = new Exact(line_price).times(100);
  const net = unitPrice.times(quantity).times(new Exact(100).minus(discount)).dividedBy(100);
  const isTaken =
    unitPrice.isInteger() &&
    net.toDecimalPlaces(0).equals(netMinor) &&
    discount.greaterThanOrEqualTo(0) &&
    discount.lessThanOrEqualTo(100) &&
    new Exact(Number(quantity)).equals(quantity);
  if (!isTaken) return null;
  return {
    quantity: Number(quantity),
    unitPrice: unitPrice.toNumber(),
    ...(!discount.isZero() && { discount: discount.toNumber() }),
  };
}
