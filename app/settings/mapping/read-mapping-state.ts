import type { Database } from "@/db/client";
import { listChartAccounts } from "@/db/queries/chart-accounts";
import { findActiveConnection } from "@/db/queries/connections";
import { listAccountMappings, listVatMappings } from "@/db/queries/mappings";
import { listProductGroups } from "@/db/queries/product-groups";
import { getTransferSettings } from "@/db/queries/transfer-settings";
import type { AccountMapping, VatMapping } from "@/db/schema/mappings";
import type { ProductGroup } from "@/db/schema/product-groups";
import { suggestAccounts } from "@/lib/bookkeeping/suggestions";
import { treatmentOfRate } from "@/lib/bookkeeping/treatment";
import { suggestZeroTreatment } from "@/lib/bookkeeping/zero-suggestion";
import { isSwitchedOn } from "@/lib/transfer/switched-on";
import {
  DOMESTIC_ZERO_TREATMENTS,
  type MappingGroup,
  type MappingState,
  TREATMENTS,
  type Treatment,
  ZERO_TREATMENTS,
} from "./mapping-state";
import { purchaseStateOf } from "./read-purchase-state";
import type { Zone } from "./zones";

type Chart = readonly { code: string; name: string }[];

export async function readMappingState(
  db: Database,
  { installationId }: { installationId: string },
): Promise<MappingState> {
  const connection = await findActiveConnection(db, { installationId });
  const [chart, groups, accounts, vat, settings] = await Promise.all([
    connection ? listChartAccounts(db, { installationId, connectionId: connection.id }) : [],
    listProductGroups(db, { installationId }),
    listAccountMappings(db, { installationId }),
    listVatMappings(db, { installationId }),
    getTransferSettings(db, { installationId }),
  ]);
  const isOn = isSwitchedOn("supplier_invoice", settings);
  const sales = accounts.filter(({ side }) => side === "sales");
  return {
    isConnected: connection !== null,
    zones: zonesOf(vat),
    groups: [
      ...groups.map((group) => groupOf(group, { sales, vat, chart })),
      linesWithoutProduct(sales, chart),
    ],
    accounts: Object.fromEntries(
      TREATMENTS.map((treatment) => [treatment, acceptedAccounts(treatment, chart)]),
    ) as MappingState["accounts"],
    purchase: purchaseStateOf({ isOn, groups, accounts, vat, chart }),
  };
}

/** The general rules. Only rates of zero have a choice. */
function zonesOf(vat: readonly VatMapping[]): MappingState["zones"] {
  return Object.fromEntries(
    vat.flatMap(({ side, productGroup, zone, rate, treatment }) => {
      if (productGroup !== null) return [];
      const zero = ZERO_TREATMENTS.find((one) => one === treatment);
      return side === "sales" && Number(rate) === 0 && zero ? [[zone, zero]] : [];
    }),
  );
}

type Saved = { sales: readonly AccountMapping[]; vat: readonly VatMapping[]; chart: Chart };

function groupOf(group: ProductGroup, { sales, vat, chart }: Saved): MappingGroup {
  const { number, name, vatDomestic, vatDomesticExempt, vatEu, vatAbroad } = group;
  return {
    number,
    name,
    zones: {
      domestic: inZone(vatDomestic),
      domestic_exempt: inZone(vatDomesticExempt),
      eu: inZone(vatEu),
      abroad: inZone(vatAbroad),
    },
    domesticZero: {
      saved: domesticZeroOf(number, vat),
      proposal: inZone(vatDomestic) === "zero" ? suggestZeroTreatment(name) : null,
    },
    otherTreatments: [],
    saved: savedOf(number, sales),
    proposals: proposalsFor({ name }, chart),
  };
}

function domesticZeroOf(group: number, vat: readonly VatMapping[]) {
  const own = vat.find(
    ({ side, productGroup, zone, rate }) =>
      side === "sales" && productGroup === group && zone === "domestic" && Number(rate) === 0,
  );
  return DOMESTIC_ZERO_TREATMENTS.find((one) => one === own?.treatment) ?? null;
}

/**
 * Freight and text with an amount: at home at 25 %, elsewhere as the zone says. Freight follows the rate of the
 * goods it is charged with, so that it can have the lower ones as well.
 */
function linesWithoutProduct(sales: readonly AccountMapping[], chart: Chart): MappingGroup {
  return {
    number: null,
    name: "",
    zones: { domestic: "high", domestic_exempt: "zero", eu: "zero", abroad: "zero" },
    domesticZero: { saved: null, proposal: null },
    otherTreatments: ["medium", "low"],
    saved: savedOf(null, sales),
    proposals: proposalsFor(null, chart),
  };
}

function inZone(rate: string | null): MappingGroup["zones"][Zone] {
  if (rate === null) return null;
  return Number(rate) === 0 ? "zero" : treatmentOfRate(rate);
}

function savedOf(
  productGroup: number | null,
  sales: readonly AccountMapping[],
): MappingGroup["saved"] {
  return Object.fromEntries(
    sales
      .filter((row) => row.productGroup === productGroup)
      .map(({ treatment, account }) => [treatment, account]),
  );
}

/** The best account per treatment, unless it is no better than a try. */
function proposalsFor(group: { name: string } | null, chart: Chart): MappingGroup["proposals"] {
  return Object.fromEntries(
    TREATMENTS.flatMap((treatment) => {
      const [best] = suggestAccounts(group, treatment, chart);
      if (!best || best.reason === "maybe_accepted") return [];
      return [[treatment, { account: best.account, reason: best.reason }]];
    }),
  );
}

function acceptedAccounts(treatment: Treatment, chart: Chart) {
  return suggestAccounts(null, treatment, chart)
    .map(({ account, name }) => ({ code: account, name }))
    .toSorted((one, other) => one.code.localeCompare(other.code));
}
