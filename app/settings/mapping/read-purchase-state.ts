import type { GroupDocuments } from "@/db/queries/mapping-reach";
import type { AccountMapping, VatMapping } from "@/db/schema/mappings";
import type { ProductGroup } from "@/db/schema/product-groups";
import { suggestPurchaseAccounts } from "@/lib/bookkeeping/mapping/purchase-suggestions";
import { treatmentOfRate } from "@/lib/bookkeeping/mapping/treatment";
import { proposalOf } from "./proposal";
import {
  IMPORT_TYPES,
  type ImportType,
  PURCHASE_TREATMENTS,
  PURCHASE_ZEROS,
  type PurchaseCellTreatment,
  type PurchaseGroup,
  type PurchaseState,
} from "./purchase-state";
import type { Reach } from "./reach";
import { newFirst, reachesOf } from "./read-reach";

type Chart = readonly { code: string; name: string }[];
type Saved = {
  isOn: boolean;
  groups: readonly ProductGroup[];
  accounts: readonly AccountMapping[];
  vat: readonly VatMapping[];
  chart: Chart;
  documents: readonly GroupDocuments[];
};

export function purchaseStateOf(saved: Saved): PurchaseState {
  const { isOn, groups, accounts, vat, chart, documents } = saved;
  const purchases = accounts.filter(({ side }) => side === "purchase");
  const reachOf = reachesOf({ kind: "supplier_invoice", mapped: purchases, groups, documents });
  return {
    isOn,
    zones: zonesOf(vat),
    groups: [
      ...groups.map((group) => groupOf(group, purchases, chart, reachOf(group.number))),
      linesWithoutProduct(purchases, chart, reachOf(null)),
    ].toSorted(newFirst),
    accounts: Object.fromEntries(
      PURCHASE_TREATMENTS.map((treatment) => [treatment, acceptedAccounts(treatment, chart)]),
    ) as PurchaseState["accounts"],
  };
}

function acceptedAccounts(treatment: PurchaseCellTreatment, chart: Chart) {
  const isTaxed = treatment !== "none" && treatment !== "import";
  return suggestPurchaseAccounts(null, treatment, chart)
    .map(({ account, name, vatType }) => ({
      ...{ code: account, name, isNotDeducted: isTaxed && vatType === "NONE" },
    }))
    .toSorted((one, other) => one.code.localeCompare(other.code));
}

/** The general rules: purchases have no other. */
function zonesOf(vat: readonly VatMapping[]): PurchaseState["zones"] {
  return Object.fromEntries(
    vat.flatMap(({ side, productGroup, zone, rate, treatment }) => {
      const zero = PURCHASE_ZEROS.find((one) => one === treatment);
      const isGeneral = side === "purchase" && productGroup === null && Number(rate) === 0;
      return isGeneral && zero ? [[zone, zero]] : [];
    }),
  );
}

function groupOf(
  group: ProductGroup,
  purchases: readonly AccountMapping[],
  chart: Chart,
  reach: Reach,
): PurchaseGroup {
  const { number, name, vatDomestic, hasInventory } = group;
  const atHome = atHomeOf(vatDomestic);
  return {
    ...{ number, name, reach, atHome, otherTreatments: [] },
    saved: savedOf(number, purchases),
    proposals: proposalsFor({ name, hasInventory }, chart),
    importType: {
      saved: importTypeOf(number, purchases),
      proposal: proposedImportType(atHome, hasInventory),
    },
  };
}

/** Freight and text with an amount; freight follows the rate of the goods it is charged with. What it is from abroad, the user says. */
function linesWithoutProduct(
  purchases: readonly AccountMapping[],
  chart: Chart,
  reach: Reach,
): PurchaseGroup {
  return {
    ...{ number: null, name: "", reach, atHome: "high", otherTreatments: ["medium", "low"] },
    saved: savedOf(null, purchases),
    proposals: proposalsFor(null, chart),
    importType: { saved: importTypeOf(null, purchases), proposal: null },
  };
}

/** Rackbeat has one rate per group and zone, for sales and purchases alike. */
function atHomeOf(rate: string | null): PurchaseGroup["atHome"] {
  if (rate === null) return null;
  return Number(rate) === 0 ? "zero" : treatmentOfRate(rate);
}

/** What is kept in stock is goods, whose import VAT has the rate that it has at home; the rest are services. */
function proposedImportType(
  atHome: PurchaseGroup["atHome"],
  hasInventory: boolean,
): ImportType | null {
  switch (atHome) {
    case "high":
      return hasInventory ? "HIGH_BASIS" : "HIGH_FOREIGN_SERVICE_DEDUCTIBLE";
    case "medium":
      return hasInventory ? "MEDIUM_BASIS" : null;
    case "low":
      return hasInventory ? null : "LOW_FOREIGN_SERVICE_DEDUCTIBLE";
    case "zero":
      return hasInventory ? "NONE_IMPORT_BASIS" : "NONE";
    default:
      return null;
  }
}

function savedOf(
  productGroup: number | null,
  purchases: readonly AccountMapping[],
): PurchaseGroup["saved"] {
  return Object.fromEntries(
    purchases
      .filter((row) => row.productGroup === productGroup)
      .map(({ treatment, account }) => [treatment, account]),
  );
}

function importTypeOf(
  productGroup: number | null,
  purchases: readonly AccountMapping[],
): ImportType | null {
  const row = purchases.find(
    (one) => one.productGroup === productGroup && one.treatment === "import",
  );
  return IMPORT_TYPES.find((type) => type === row?.vatType) ?? null;
}

function proposalsFor(
  group: { name: string; hasInventory: boolean } | null,
  chart: Chart,
): PurchaseGroup["proposals"] {
  return Object.fromEntries(
    PURCHASE_TREATMENTS.flatMap((treatment) => {
      const proposal = proposalOf(suggestPurchaseAccounts(group, treatment, chart));
      return proposal ? [[treatment, proposal]] : [];
    }),
  );
}
