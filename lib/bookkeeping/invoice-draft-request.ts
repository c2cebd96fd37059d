import type {
  FikenInvoiceDraftLineRequest,
  FikenInvoiceDraftRequest,
} from "@/lib/fiken/schemas/invoice-drafts";
import { Exact } from "@/lib/money";
import type { RackbeatCustomerInvoice, RackbeatInvoiceLine } from "@/lib/rackbeat/invoices";
import { cutText, nameOfLine, textWithQuantity } from "./line-text";
import { type Mapped, refused } from "./mapped";
import { vatByLine } from "./vat-allotment";
import type { Voucher, VoucherLine } from "./voucher";

type Options = {
  contactId: number;
  /** Our own key: the draft, and the invoice made of it, are found by it. */
  uuid: string;
  /** The 11 digits; without them Fiken keeps the draft but cannot issue it. */
  bankAccountNumber?: string;
};

/**
 * The body of POST /invoices/drafts, where Fiken numbers and issues the invoice. Fiken computes net and VAT from
 * quantity, price and discount, so a line it would compute otherwise goes as one unit at the line's total, with
 * its quantity in the text; VAT that Fiken would round otherwise is a problem, as there is no field for it.
 */
export function invoiceDraftRequestOf(
  invoice: RackbeatCustomerInvoice,
  voucher: Voucher,
  { contactId, uuid, bankAccountNumber }: Options,
): Mapped<FikenInvoiceDraftRequest> {
  const daysUntilDueDate = daysBetween(voucher.date, voucher.dueDate);
  if (daysUntilDueDate < 0) {
    const message = `${voucher.dueDate} is before ${voucher.date}`;
    return refused({ code: "document.malformed", details: { path: "due_date", message } });
  }
  const fikensVat = vatByLine(voucher.lines).reduce((sum, minor) => sum + minor, 0);
  if (fikensVat !== voucher.vatMinor) {
    const { vatMinor: expectedMinor, currency } = voucher;
    const details = { expectedMinor, actualMinor: fikensVat, currency };
    return refused({ code: "document.vat_differs", details });
  }
  return {
    ok: true,
    value: {
      type: "invoice",
      uuid,
      issueDate: voucher.date,
      daysUntilDueDate,
      customerId: contactId,
      currency: voucher.currency,
      ourReference: voucher.number,
      orderReference: voucher.number,
      ...(invoice.their_reference && { yourReference: invoice.their_reference }),
      ...(bankAccountNumber && { bankAccountNumber }),
      lines: voucher.lines.map((line) => draftLineOf(line, invoice.lines)),
    },
  };
}

function draftLineOf(
  { description, account, vatType, netMinor, sourceLines }: VoucherLine,
  lines: RackbeatInvoiceLine[],
): FikenInvoiceDraftLineRequest {
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
): Pick<FikenInvoiceDraftLineRequest, "quantity" | "unitPrice" | "discount"> | null {
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

/** Calendar days from one `yyyy-mm-dd` to another, free of any clock or time zone. */
function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00Z`) - Date.parse(`${from}T00:00Z`)) / 86_400_000);
}
