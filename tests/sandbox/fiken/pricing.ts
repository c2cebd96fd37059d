import { Decimal } from "decimal.js";
import type { InvoiceLine } from "./records";
import { badRequest } from "./refusal";
import type { InvoiceLineRequest, OrderLine, RoundingType } from "./request-schemas";
import { requirePair, requireVatType } from "./vat-rules";
import { vatOf } from "./vat-types";
import type { Books } from "./world";

export type PricedRequest = Omit<InvoiceLineRequest, "vatType"> & { vatType?: string | undefined };

/** Prices a line of an invoice or credit note: of a product, with or without overrides, or of free text. */
export function priceLine(books: Books, line: PricedRequest): InvoiceLine {
  const product = line.productId === undefined ? undefined : books.products.get(line.productId);
  if (line.productId !== undefined && !product) {
    throw badRequest(`Fant ikke produktet ${line.productId}`);
  }
  if (product && line.productName !== undefined) {
    throw badRequest("productName kan bare brukes uten productId");
  }
  const incomeAccount = line.incomeAccount ?? product?.incomeAccount;
  if (!incomeAccount) throw badRequest("incomeAccount is required for free-text lines");
  const vatType = line.vatType ?? product?.vatType ?? typeOfPercent(line.vatInPercent);
  const unitPrice = line.unitPrice ?? product?.unitPrice;
  if (unitPrice === undefined) throw badRequest("'unitPrice' er påkrevd");
  if (!product && !line.description) throw badRequest("'description' er påkrevd på fritekstlinjer");
  requirePair(books, "sale", incomeAccount, vatType);
  const { basisPoints } = requireVatType("sale", vatType);
  if (line.vatInPercent !== undefined && line.vatInPercent * 100 !== basisPoints) {
    throw badRequest(`vatInPercent ${line.vatInPercent} stemmer ikke med vatType ${vatType}`);
  }
  const discount = line.discount ?? 0;
  const net = netOf(unitPrice, line.quantity, discount);
  const vat = vatOf(net, basisPoints);
  requireStatedAmounts(line, { net, vat });
  return {
    net,
    vat,
    gross: net + vat,
    vatType,
    vatInPercent: basisPoints / 100,
    unitPrice,
    quantity: line.quantity,
    discount,
    incomeAccount,
    productId: line.productId,
    productName: line.productName ?? product?.name,
    description: line.description ?? product?.name,
    comment: line.comment,
  };
}

function typeOfPercent(percent: number | undefined): string {
  if (percent === 25) return "HIGH";
  if (percent === 15) return "MEDIUM";
  if (percent === 12) return "LOW";
  throw badRequest("Linjen må ha vatType eller vatInPercent");
}

/** Øre, rounded half away from zero. */
function netOf(unitPrice: number, quantity: number, discount: number): number {
  return new Decimal(unitPrice)
    .times(quantity)
    .times(new Decimal(100).minus(discount))
    .dividedBy(100)
    .toDecimalPlaces(0, Decimal.ROUND_HALF_UP)
    .toNumber();
}

/** Amounts that the request states too are before discount, and must be what Fiken computes. */
function requireStatedAmounts(line: PricedRequest, computed: { net: number; vat: number }): void {
  if (line.discount) return;
  const stated: [string, number | undefined, number][] = [
    ["net", line.net, computed.net],
    ["vat", line.vat, computed.vat],
    ["gross", line.gross, computed.net + computed.vat],
  ];
  for (const [field, value, expected] of stated) {
    if (value !== undefined && Math.abs(value - expected) > 1) {
      throw badRequest(`'${field}' er ${value}, men linjen gir ${expected}`);
    }
  }
}

/** Øre to add to the gross of a document in NOK, by its rounding type. */
export function roundingOf(gross: number, type: RoundingType, currency: string): number {
  if (type === "none") return 0;
  if (currency !== "NOK") throw badRequest("Avrunding gjelder bare dokumenter i NOK");
  const step = type.endsWith("half") ? 50 : 100;
  const magnitude = Math.abs(gross) / step;
  const steps = type.startsWith("round_down") ? Math.floor(magnitude) : Math.round(magnitude);
  return Math.sign(gross) * steps * step - gross || 0;
}

/** The lines as a sale books them; `sign` -1 for a credit note. Zero lines are text, and not booked. */
export function saleLines(
  lines: InvoiceLine[],
  { rounding, currency, sign = 1 }: { rounding: number; currency: string; sign?: 1 | -1 },
): OrderLine[] {
  const nok = currency === "NOK";
  const booked = lines
    .filter(({ net, vat }) => net !== 0 || vat !== 0)
    .map(({ description, productName, vatType, incomeAccount, net, vat }) => ({
      description: description || productName || "Linje",
      vatType,
      account: incomeAccount,
      ...(nok
        ? { netPrice: sign * net, vat: sign * vat }
        : { netPriceInCurrency: sign * net, vatInCurrency: sign * vat }),
    }));
  if (rounding === 0) return booked;
  const netPrice = sign * rounding;
  return [
    ...booked,
    { description: "Øreavrunding", vatType: "NONE", account: "7740", netPrice, vat: 0 },
  ];
}
