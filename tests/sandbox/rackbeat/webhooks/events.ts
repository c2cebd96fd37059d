/**
 * The event names the sandbox knows. `plugin.uninstalled`, `product.*`, `employee.*` and the terms are
 * known from Rackbeat; the others follow its pattern and are guesses, so the set is an option.
 */
export const WEBHOOK_EVENTS = [
  "customer_invoice.created",
  "customer_invoice.updated",
  "customer_invoice.booked",
  "customer_invoice.unbooked",
  "customer_invoice.deleted",
  "supplier_invoice.created",
  "supplier_invoice.updated",
  "supplier_invoice.booked",
  "supplier_invoice.unbooked",
  "supplier_invoice.deleted",
  "customer.created",
  "customer.updated",
  "customer.deleted",
  "supplier.created",
  "supplier.updated",
  "supplier.deleted",
  "product.created",
  "product.updated",
  "product.deleted",
  "lot.created",
  "lot.updated",
  "lot.deleted",
  "product_group.created",
  "product_group.updated",
  "stock.updated",
  "employee.created",
  "employee.updated",
  "payment_terms.created",
  "payment_terms.updated",
  "order.created",
  "order.shipped",
  "plugin.uninstalled",
] as const;

export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];

/** Something that happened in an agreement, before it is put into one of the body forms. */
export type Happening = {
  event: WebhookEvent;
  keyName: "number" | "id";
  key: string | number;
  /** Names of the changed fields, where it is an update. */
  changed?: string[];
  /** Set when the key itself was changed. */
  oldKey?: string | number;
  /** Only stock events: what kind of item. */
  itemType?: "product" | "lot";
};
