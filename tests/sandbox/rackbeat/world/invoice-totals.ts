import { Decimal } from "decimal.js";
import type { Quirks } from "../quirks";
import { toOre, toSixPlaces } from "./decimals";
import type { InvoiceLine, InvoiceTotals } from "./rows";

type Priced = Pick<InvoiceLine, "quantity" | "line_price" | "discount_percentage">;

/** Quantity × unit price less discount, rounded as the quirk says. */
export function lineTotal(line: Priced, rounding: Quirks["rounding"]): number {
  const exact = new Decimal(line.quantity)
    .times(line.line_price)
    .times(new Decimal(100).minus(line.discount_percentage).dividedBy(100));
  return rounding === "line" ? toOre(exact) : toSixPlaces(exact);
}

/** VAT is computed on the sum of each rate, so a document's VAT need not be the sum of rounded lines. */
export function invoiceTotals(
  lines: Pick<InvoiceLine, "line_total" | "vat_percentage">[],
): InvoiceTotals {
  const netByRate = new Map<number, Decimal>();
  for (const { line_total, vat_percentage } of lines) {
    const net = netByRate.get(vat_percentage) ?? new Decimal(0);
    netByRate.set(vat_percentage, net.plus(line_total));
  }
  const net = Decimal.sum(0, ...netByRate.values());
  const vat = [...netByRate].map(([rate, sum]) => toOre(sum.times(rate).dividedBy(100)));
  const total_subtotal = toOre(net);
  const total_vat = toOre(Decimal.sum(0, ...vat));
  return {
    total_subtotal,
    total_vat,
    total_total: toOre(new Decimal(total_subtotal).plus(total_vat)),
  };
}

export function baseTotal(total: number, rate: number, ratePer: Quirks["currencyRatePer"]): number {
  return toOre(new Decimal(total).times(rate).dividedBy(ratePer));
}
