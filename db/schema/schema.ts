/** Every table, for the driver and the migration generator. */
export * from "./authorizations";
export * from "./bindings";
export * from "./chart-accounts";
export * from "./connections";
export * from "./deliveries";
export * from "./grants";
export * from "./installations";
export * from "./mappings";
export * from "./postings";
export * from "./product-groups";
export * from "./reconciliation-entries";
export * from "./reconciliations";
export * from "./sweeps";
export * from "./transfer-events";
export * from "./transfer-settings";
export * from "./transfers";
export * from "./webhook-subscriptions";
