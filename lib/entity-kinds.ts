/** What is carried from Rackbeat to Fiken, in that order: what documents name before the documents, stock last. */
export const ENTITY_KINDS = [
  "customer",
  "supplier",
  "product",
  "lot",
  "customer_invoice",
  "supplier_invoice",
  "stock_level",
] as const;
