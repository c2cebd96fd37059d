/**
 * What Rackbeat's published material leaves open. The default is the likeliest or strictest reading; a
 * test turns the others on to show that the app survives them. May be changed while the sandbox runs.
 */
export type Quirks = {
  /** An unknown filter answers 422 on some resources and is ignored on others. */
  unknownFilters: "refuse" | "ignore";
  /** Refuses "true" where a boolean and "12.5" where a number belongs. */
  strictTypes: boolean;
  listStatus: 200 | 206;
  /** How often an item number with reserved characters must be encoded in a path. */
  pathEncoding: "once" | "twice" | "either";
  /** Paths of resources that refuse `updated_at_from`, for example `units`. */
  refuseUpdatedAtFrom: string[];
  requestsPerMinute: number;
  /** `line`: line totals in øre. `document`: line totals with 6 decimals, only the totals in øre. */
  rounding: "line" | "document";
  /** `when-asked`: a line's `item` comes only if `fields` names it. */
  lineItems: "always" | "when-asked";
  partyName: "name" | "company_name" | "both";
  creditNoteSign: "positive" | "negative";
  creditNoteLink:
    | "original_invoice_id"
    | "invoice_id"
    | "credited_invoice_id"
    | "credit_for"
    | "none";
  creditNoteState: "draft" | "booked";
  supplierNumberField:
    | "supplier_invoice_number"
    | "invoice_number"
    | "external_number"
    | "their_reference"
    | "heading";
  /** Whether `currency_rate` is the price of 1 or of 100 of the foreign unit. */
  currencyRatePer: 1 | 100;
  /** Newer drafts carry `total_vat`; the legacy description does not. */
  totalVat: "present" | "missing";
  /** Structured products are part of the larger plans only. */
  lots: "available" | "forbidden";
  currencyPath: "currency" | "currencies" | "both";
  /** What becomes of a token that was replaced. */
  replacedToken: "dies" | "lives";
  /** At uninstall: the token is dead before `plugin.uninstalled` is sent. */
  tokenDeadBeforeUninstall: boolean;
  /** At uninstall: whether the app's webhooks are deleted after the event. */
  uninstallRemovesWebhooks: boolean;
  installTokenLifetimeMs: number;
  /** `null` answers accept without an address to go back to. */
  redirectTo: "apps-page" | "null";
  /** Extra query that Rackbeat adds to the settings URL in the frame. */
  settingsQuery: Record<string, string>;
};

export const DEFAULT_QUIRKS: Quirks = {
  unknownFilters: "refuse",
  strictTypes: true,
  listStatus: 206,
  pathEncoding: "once",
  refuseUpdatedAtFrom: [],
  requestsPerMinute: 480,
  rounding: "line",
  lineItems: "always",
  partyName: "both",
  creditNoteSign: "positive",
  creditNoteLink: "original_invoice_id",
  creditNoteState: "draft",
  supplierNumberField: "supplier_invoice_number",
  currencyRatePer: 1,
  totalVat: "present",
  lots: "available",
  currencyPath: "both",
  replacedToken: "dies",
  tokenDeadBeforeUninstall: false,
  uninstallRemovesWebhooks: true,
  installTokenLifetimeMs: 60 * 60_000,
  redirectTo: "apps-page",
  settingsQuery: {},
};
