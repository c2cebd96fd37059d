import { Decimal } from "decimal.js";
import { isoDateTime } from "../time";
import type { Agreement } from "../world/agreement";
import { toOre } from "../world/decimals";
import type { Invoice, InvoiceLine } from "../world/rows";
import { presentLineItem } from "./present-items";
import { addressOf, presentInvoiceParty, presentPaymentTerm, presentRow } from "./present-parties";

/** An invoice or credit note of either kind. `itemsAsked`: whether `fields` names the lines' items. */
export function presentInvoice(
  url: string,
  agreement: Agreement,
  invoice: Invoice,
  itemsAsked: boolean,
) {
  const { quirks } = agreement;
  const { kind, party, credits, supplier_invoice_number, lines, total_vat, ...rest } = invoice;
  const terms = agreement.paymentTerms.find(invoice.payment_terms_id);
  const showItems = quirks.lineItems === "always" || itemsAsked;
  return {
    ...presentRow(url, `${kind}-invoices`, rest),
    [`${kind}_id`]: party,
    [kind]: presentInvoiceParty(agreement, kind, party),
    ...presentAddress(agreement, invoice),
    ...(quirks.totalVat === "present" && { total_vat }),
    ...presentEconomy(invoice),
    booked_at: invoice.booked_at && isoDateTime(invoice.booked_at),
    is_draft: !invoice.is_booked,
    is_party_paid: false,
    is_overpaid: false,
    balance: invoice.is_paid ? 0 : invoice.total_total,
    payment_terms: terms ? presentPaymentTerm(url, terms) : null,
    order_id: null,
    order: null,
    employee_id: null,
    pdf_url: `${url}/api/${kind}-invoices/${invoice.number}.pdf`,
    lines: lines.map((line) => presentLine(agreement, line, showItems)),
    ...(kind === "supplier" &&
      supplier_invoice_number !== null && {
        [quirks.supplierNumberField]: supplier_invoice_number,
      }),
    ...(invoice.is_creditnote &&
      quirks.creditNoteLink !== "none" && { [quirks.creditNoteLink]: credits }),
  };
}

function presentLine(agreement: Agreement, line: InvoiceLine, showItem: boolean) {
  const item = agreement.findItem(line.child_id);
  return {
    ...line,
    ...(showItem && { item: item ? presentLineItem(agreement, item) : null }),
    line_gross_profit_percentage: null,
    location_id: null,
    location: null,
    variations: [],
    variations_formatted: "",
  };
}

function presentAddress(agreement: Agreement, { kind, party: number }: Invoice) {
  const party = agreement.parties(kind).find(number);
  if (!party) return {};
  const { name, street, street2, city, zipcode, country } = addressOf(party);
  return {
    address_name: name,
    address_street: street,
    address_street2: street2,
    address_city: city,
    address_zipcode: zipcode,
    address_country: country,
    billing_address: addressOf(party),
    delivery_address: addressOf(party),
  };
}

function presentEconomy({ lines, total_subtotal }: Invoice) {
  const costs = lines.map((line) => new Decimal(line.quantity).times(line.item_cost_price));
  const cost = Decimal.sum(0, ...costs);
  return { total_cost: toOre(cost), total_profit: toOre(new Decimal(total_subtotal).minus(cost)) };
}
