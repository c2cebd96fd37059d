import type { ImportChoices, ImportKind } from "@/db/schema/imports";
import type { MissingBasic } from "./basics";
import { accountKeyOf } from "./group-proposals";

/** Something of Rackbeat's that can be chosen. */
export type Named = { number: number; name: string };
/** The rate is percent at home. */
export type NamedGroup = Named & { hasInventory: boolean; vatDomestic: string | null };
export type NamedTerms = Named & { days: number | null; type: string | null };

export type Available = {
  customerGroups: Named[];
  supplierGroups: Named[];
  productGroups: NamedGroup[];
  paymentTerms: NamedTerms[];
  layouts: Named[];
  units: Named[];
  locations: Named[];
  vatZones: readonly string[];
};

/** Products in Fiken with one income account and VAT type, and the product group that they should get. */
export type GroupProposal = {
  account: string;
  vatType: string;
  /** How many were seen: of the whole plan where there is one, else of Fiken's first page. */
  count: number;
  /** Null: nothing tells, so they get the group that is chosen for all. */
  group: number | null;
  /** `mapping`: the user's own mapping, backwards. `rate`: the only group with that VAT rate. */
  why: "mapping" | "rate" | null;
  /** More than one group would fit. */
  candidates: number[];
};

/** Customers in Fiken with so many days until an invoice is due, and the payment terms that they should get. */
export type TermsProposal = { days: number; count: number; paymentTerms: number | null };

/** Why a choice is proposed, per field of ImportChoices that has one: `customer.paymentTerms`… */
export type ProposalReason = {
  field: string;
  why: "only_one" | "first" | "most_used_in_fiken" | "at_home";
};

export type Proposed = {
  choices: ImportChoices;
  reasons: ProposalReason[];
  /** What the agreement lacks, and could be given by createMissingBasics. */
  missing: MissingBasic[];
};

/** The usual names, as a Norwegian user would write them in Rackbeat. */
const USUAL = {
  customer_group: { kind: "customer_group", name: "Kunder" },
  supplier_group: { kind: "supplier_group", name: "Leverandører" },
  product_group: { kind: "product_group", name: "Varer", hasInventory: true, vatDomestic: "25" },
  unit: { kind: "unit", name: "stk" },
} as const satisfies Record<string, MissingBasic>;

/** Where Fiken has no days at all: its own default. */
const USUAL_DAYS = 14;

/**
 * Payment terms of exactly so many days from the invoice's date; null where there are none, or several: "running month
 * plus 14" is not 14 days.
 */
export function termsOfDays(days: number, terms: readonly NamedTerms[]): number | null {
  const fitting = terms.filter((one) => one.days === days && (days === 0 || !isOther(one)));
  return fitting.length === 1 ? (fitting[0]?.number ?? null) : null;
}

/** Of a type that is not counted from the invoice's date alone. */
function isOther({ type }: NamedTerms): boolean {
  return type !== null && !/^net/i.test(type);
}

/** Choices that can be begun with as they are, as far as the agreement has what they need. */
export function proposeChoices(
  available: Available,
  groups: readonly GroupProposal[],
  terms: readonly TermsProposal[],
): Proposed {
  const reasons: ProposalReason[] = [];
  const choose = (field: string, among: readonly Named[], preferred: number | null) => {
    const [first, ...others] = among;
    if (!first) return null;
    const isPreferred = preferred !== null && others.length > 0;
    reasons.push({
      field,
      why: isPreferred ? "most_used_in_fiken" : others.length > 0 ? "first" : "only_one",
    });
    return isPreferred ? preferred : first.number;
  };

  const usualTerms = terms.find(({ paymentTerms }) => paymentTerms !== null)?.paymentTerms ?? null;
  const usualGroup = groups.find(({ group }) => group !== null)?.group ?? null;
  const customer = {
    group: choose("customer.group", available.customerGroups, null),
    paymentTerms: choose("customer.paymentTerms", available.paymentTerms, usualTerms),
    layout: choose("customer.layout", available.layouts, null),
  };
  const supplier = {
    group: choose("supplier.group", available.supplierGroups, null),
    paymentTerms: choose("supplier.paymentTerms", available.paymentTerms, usualTerms),
  };
  const product = {
    group: choose("product.group", available.productGroups, usualGroup),
    unit: choose("product.unit", available.units, null),
  };
  reasons.push({ field: "customer.vatZone", why: "at_home" });
  reasons.push({ field: "supplier.vatZone", why: "at_home" });

  const vatZone = "domestic";
  const chosen = {
    customer: withNumbers({ ...customer, vatZone }),
    supplier: withNumbers({ ...supplier, vatZone }),
    product: product.group === null ? null : { ...product, group: product.group },
  };
  const kinds = (["customer", "supplier", "product"] as const satisfies ImportKind[]).filter(
    (kind) => chosen[kind] !== null,
  );
  return {
    choices: {
      ...{ kinds, includeInactive: false, openingStock: null, ...chosen },
      paymentTermsByDays: Object.fromEntries(
        terms.flatMap(({ days, paymentTerms }) =>
          paymentTerms === null ? [] : [[String(days), paymentTerms]],
        ),
      ),
      groupByAccount: Object.fromEntries(
        groups.flatMap(({ account, vatType, group }) =>
          group === null ? [] : [[accountKeyOf(account, vatType), group]],
        ),
      ),
    },
    reasons,
    missing: missingOf(available, terms),
  };
}

/** Null where the agreement lacks a group or payment terms. */
function withNumbers<T extends { group: number | null; paymentTerms: number | null }>(choice: T) {
  const { group, paymentTerms } = choice;
  return group === null || paymentTerms === null ? null : { ...choice, group, paymentTerms };
}

function missingOf(available: Available, terms: readonly TermsProposal[]): MissingBasic[] {
  const days = terms[0]?.days ?? USUAL_DAYS;
  const usualTerms = { kind: "payment_terms" as const, name: `Netto ${days} dager`, days };
  return [
    ...(available.customerGroups.length === 0 ? [USUAL.customer_group] : []),
    ...(available.supplierGroups.length === 0 ? [USUAL.supplier_group] : []),
    ...(available.paymentTerms.length === 0 ? [usualTerms] : []),
    ...(available.productGroups.length === 0 ? [USUAL.product_group] : []),
    ...(available.units.length === 0 ? [USUAL.unit] : []),
  ];
}
