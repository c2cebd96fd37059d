/** What a webhook can tell us about. */
export type WebhookMeaning =
  | "customer_invoice"
  | "supplier_invoice"
  | "customer"
  | "supplier"
  | "product"
  | "lot"
  | "product_group"
  | "stock_level"
  | "plugin";

const INVOICE_VERBS = ["created", "updated", "booked", "unbooked", "deleted"];
const PARTY_VERBS = ["created", "updated", "deleted"];

const named = (noun: string, verbs: string[]) => verbs.map((verb) => `${noun}.${verb}`);

/**
 * Event names to register, per meaning: spellings in order of trial, since Rackbeat's list of events is not public.
 * A later spelling is tried where Rackbeat refuses every name of the earlier ones.
 */
export const WEBHOOK_CANDIDATES: Record<WebhookMeaning, string[][]> = {
  plugin: [["plugin.uninstalled"]],
  customer_invoice: [
    named("customer_invoice", INVOICE_VERBS),
    named("customer-invoice", INVOICE_VERBS),
    named("invoice", INVOICE_VERBS),
  ],
  supplier_invoice: [
    named("supplier_invoice", INVOICE_VERBS),
    named("supplier-invoice", INVOICE_VERBS),
  ],
  customer: [named("customer", PARTY_VERBS)],
  supplier: [named("supplier", PARTY_VERBS)],
  product: [named("product", PARTY_VERBS)],
  lot: [named("lot", PARTY_VERBS)],
  product_group: [
    named("product_group", ["created", "updated"]),
    named("product-group", ["created", "updated"]),
  ],
  stock_level: [
    ["stock.updated"],
    ["item.stock_updated"],
    ["inventory.updated"],
    ["product.stock_updated"],
  ],
};

/** What an event is about, by how its name begins; null where it is nothing of ours. */
export function meaningOf(event: string): WebhookMeaning | null {
  const [noun = "", verb = ""] = event.toLowerCase().replaceAll("-", "_").split(".", 2);
  if (noun === "plugin" || noun === "plugins") return verb === "uninstalled" ? "plugin" : null;
  if (verb.startsWith("stock") || /^(stock|inventory)/.test(noun)) return "stock_level";
  if (/^(customer_)?invoice/.test(noun)) return "customer_invoice";
  if (/^supplier_invoice/.test(noun)) return "supplier_invoice";
  if (/^product_group/.test(noun)) return "product_group";
  // Exact, for `customer_group` and `customer_contact` are other things.
  const plain = /^(customer|supplier|product|lot)s?$/.exec(noun)?.[1];
  return (plain as "customer" | "supplier" | "product" | "lot" | undefined) ?? null;
}
