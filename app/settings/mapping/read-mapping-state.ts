import type { Database } from "@/db/client";
import { listAccountUses } from "@/db/queries/account-uses";
import { listChartAccounts } from "@/db/queries/chart-accounts";
import { findActiveConnection } from "@/db/queries/connections";
import {
  countDocumentsByGroup,
  listWaitingForMapping,
  type WaitingForMapping,
} from "@/db/queries/mapping-reach";
import { listAccountMappings, listVatMappings } from "@/db/queries/mappings";
import { listProductGroups } from "@/db/queries/product-groups";
import { getTransferSettings } from "@/db/queries/transfer-settings";
import type { AccountUse } from "@/db/schema/account-uses";
import type { AccountMapping, VatMapping } from "@/db/schema/mappings";
import type { ProductGroup } from "@/db/schema/product-groups";
import { MAPPING_CAUSES } from "@/lib/bookkeeping/mapping/cured-causes";
import { recentSince } from "@/lib/bookkeeping/mapping/groups-in-use";
import { type SalesGroup, suggestAccounts } from "@/lib/bookkeeping/mapping/suggestions";
import { treatmentOfRate } from "@/lib/bookkeeping/mapping/treatment";
import { suggestZeroTreatment } from "@/lib/bookkeeping/mapping/zero-suggestion";
import { isSwitchedOn } from "@/lib/transfer/turn/switched-on";
import { shownKindOf } from "../status/shown-kind";
import {
  DOMESTIC_ZERO_TREATMENTS,
  type MappingGroup,
  type MappingState,
  TREATMENTS,
  type Treatment,
  ZERO_TREATMENTS,
} from "./mapping-state";
import { proposalOf } from "./proposal";
import type { Reach } from "./reach";
import { purchaseStateOf } from "./read-purchase-state";
import { newFirst, reachesOf } from "./read-reach";
import type { Waiting } from "./waiting";
import type { Zone } from "./zones";

type Chart = readonly { code: string; name: string }[];

export async function readMappingState(
  db: Database,
  { installationId, now = new Date() }: { installationId: string; now?: Date },
): Promise<MappingState> {
  const connection = await findActiveConnection(db, { installationId });
  const key = connection && { installationId, connectionId: connection.id };
  const since = recentSince(now);
  const [chart, uses, groups, accounts, vat, settings, documents, waiting] = await Promise.all([
    key ? listChartAccounts(db, key) : [],
    key ? listAccountUses(db, key) : [],
    listProductGroups(db, { installationId }),
    listAccountMappings(db, { installationId }),
    listVatMappings(db, { installationId }),
    getTransferSettings(db, { installationId }),
    countDocumentsByGroup(db, { installationId, since }),
    listWaitingForMapping(db, { installationId, prefixes: MAPPING_CAUSES }),
  ]);
  const isOn = isSwitchedOn("supplier_invoice", settings);
  const sales = accounts.filter(({ side }) => side === "sales");
  const reachOf = reachesOf({ kind: "customer_invoice", mapped: sales, groups, documents });
  return {
    isConnected: connection !== null,
    zones: zonesOf(vat),
    groups: [
      ...groups.map((group) => groupOf(group, { sales, vat, chart, uses, reachOf })),
      linesWithoutProduct(sales, chart, reachOf(null)),
    ].toSorted(newFirst),
    accounts: Object.fromEntries(
      TREATMENTS.map((treatment) => [treatment, acceptedAccounts(treatment, chart)]),
    ) as MappingState["accounts"],
    purchase: purchaseStateOf({ isOn, groups, accounts, vat, chart, documents }),
    waiting: waiting.map(toWaiting),
  };
}

function toWaiting({ first, ...alike }: WaitingForMapping): Waiting {
  return {
    ...alike,
    first: first.map(({ id, number, ...shown }) => ({ id, number, kind: shownKindOf(shown) })),
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

type Saved = {
  sales: readonly AccountMapping[];
  vat: readonly VatMapping[];
  chart: Chart;
  uses: readonly AccountUse[];
  reachOf: (number: number) => Reach;
};

function groupOf(group: ProductGroup, { sales, vat, chart, uses, reachOf }: Saved): MappingGroup {
  const { number, name, vatDomestic, vatDomesticExempt, vatEu, vatAbroad } = group;
  return {
    number,
    name,
    reach: reachOf(number),
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
    proposals: proposalsFor(
      { name, uses: uses.filter(({ productGroup }) => productGroup === number) },
      chart,
    ),
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
function linesWithoutProduct(
  sales: readonly AccountMapping[],
  chart: Chart,
  reach: Reach,
): MappingGroup {
  return {
    number: null,
    name: "",
    reach,
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

function proposalsFor(group: SalesGroup | null, chart: Chart): MappingGroup["proposals"] {
  return Object.fromEntries(
    TREATMENTS.flatMap((treatment) => {
      const proposal = proposalOf(suggestAccounts(group, treatment, chart));
      return proposal ? [[treatment, proposal]] : [];
    }),
  );
}

function acceptedAccounts(treatment: Treatment, chart: Chart) {
  return suggestAccounts(null, treatment, chart)
    .map(({ account, name }) => ({ code: account, name }))
    .toSorted((one, other) => one.code.localeCompare(other.code));
}
