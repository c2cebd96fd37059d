/**
 * Rows as Rackbeat keeps them, in its own spelling. Amounts are numbers because that is what the API
 * sends; at most 6 decimals, and every calculation on them is done in exact decimals.
 */
export type Dated = { created_at: Date; updated_at: Date };

export type VatZone = "domestic" | "eu" | "abroad" | "domestic_exempt";
export const VAT_ZONES = ["domestic", "eu", "abroad", "domestic_exempt"] as const;

export type Named = Dated & { number: number; name: string };

export type PaymentTerm = Named & {
  description: string | null;
  maturity_days: number;
  type: string;
};

export type Employee = Named & { initials: string; contact_email: string; locale: string };

export type Location = Named & { is_default: boolean; parent_id: number | null };

export type Currency = Dated & { number: string; rate: number };

export type Address = {
  address_street: string | null;
  address_street2: string | null;
  address_city: string | null;
  address_zipcode: string | null;
  address_country: string | null;
};

export type Party = Named &
  Address & {
    group_id: number;
    company_vat: string | null;
    contact_email: string | null;
    contact_phone: string | null;
    ean: string | null;
    locale: string;
    currency: string;
    vat_zone: VatZone;
    payment_terms_id: number;
    layout_id: number;
    general_discount_percentage: number;
    our_reference: string | null;
    their_reference: string | null;
    is_barred: boolean;
    is_deleted: boolean;
  };

export type ProductGroup = Named & {
  has_inventory: boolean;
  is_sellable: boolean;
  should_spread_cost: boolean;
  vat_domestic: number;
  vat_eu: number;
  vat_abroad: number;
  vat_domestic_exempt: number;
  is_draft: boolean;
};

export type Item = Dated & {
  type: "product" | "lot";
  id: number;
  number: string;
  name: string;
  description: string | null;
  barcode: string | null;
  group_id: number;
  unit_id: number | null;
  default_supplier_id: number | null;
  sales_price: number;
  recommended_cost_price: number;
  stock_quantity: number;
  in_order_quantity: number;
  purchased_quantity: number;
  is_barred: boolean;
  country_code: string | null;
  /** Parts of a lot; empty on a product. */
  lines: LotLine[];
};

export type LotLine = {
  id: number;
  child_id: string;
  child_type: "product" | "lot";
  quantity: number;
};

export type InvoiceLine = {
  id: number;
  /** Item number; null on text lines. */
  child_id: string | null;
  child_type: "product" | "lot" | null;
  name: string;
  quantity: number;
  unit: string | null;
  /** Unit price without VAT, before discount. */
  line_price: number;
  discount_percentage: number;
  line_total: number;
  vat_percentage: number;
  item_cost_price: number;
};

export type InvoiceKind = "customer" | "supplier";

export type InvoiceTotals = { total_subtotal: number; total_vat: number; total_total: number };

export type Invoice = Dated &
  InvoiceTotals & {
    kind: InvoiceKind;
    number: number;
    /** Number of the customer or supplier. */
    party: number;
    invoice_date: string;
    due_date: string;
    booked_at: Date | null;
    is_booked: boolean;
    is_paid: boolean;
    is_creditnote: boolean;
    stock_returned: boolean;
    currency: string;
    currency_rate: number;
    total_base_currency: number;
    heading: string | null;
    note: string | null;
    our_reference: string | null;
    their_reference: string | null;
    payment_terms_id: number;
    layout_id: number;
    vat_zone: VatZone;
    /** Number of the invoice that a credit note credits. */
    credits: number | null;
    /** The number on the supplier's own paper. */
    supplier_invoice_number: string | null;
    lines: InvoiceLine[];
  };

export type InventoryAdjustment = Dated & {
  number: number;
  item_id: string;
  quantity: number;
  location: number | null;
  regulated_at: string;
  reason: string | null;
  is_booked: boolean;
};

export type Webhook = Dated & {
  number: number;
  event: string;
  url: string;
  is_active: boolean;
  token: string;
  failures_since_last_success: number;
  /** The app whose token registered it; null for a manual key. */
  pluginSlug: string | null;
};

export type Plugin = {
  slug: string;
  name: string;
  settingsUrl: string | null;
  installedAt: Date;
  /** Tokens given to the app, newest last. */
  accessTokens: string[];
};
