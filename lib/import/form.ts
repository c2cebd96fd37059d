import type { Database } from "@/db/client";
import { countImportAccounts, countImportDays } from "@/db/queries/import-entities";
import { findImport } from "@/db/queries/imports";
import { listAccountMappings } from "@/db/queries/mappings";
import type { ImportChoices } from "@/db/schema/imports";
import { openRackbeat } from "@/lib/agreement/open-rackbeat";
import { openFikenCompany } from "@/lib/connection/open-fiken-company";
import type { RackbeatNamed } from "@/lib/rackbeat/basics";
import type { RackbeatClient } from "@/lib/rackbeat/client";
import { VAT_ZONES } from "./choices";
import { groupOfAccount } from "./group-proposals";
import {
  type Available,
  type GroupProposal,
  type Named,
  type Proposed,
  proposeChoices,
  type TermsProposal,
  termsOfDays,
} from "./proposals";

export type ImportForm = Omit<Proposed, "choices"> & {
  available: Available;
  /** What can be begun with as it is, unless something is missing: a kind without its basics is null. */
  proposed: ImportChoices;
  groups: GroupProposal[];
  terms: TermsProposal[];
};

/**
 * What can be chosen, and what we would choose. Reads Rackbeat's small lists, and of Fiken's customers and products the
 * first page, or where a plan stands, what it has read. Throws AppError.
 */
export async function readImportForm(
  db: Database,
  { installationId }: { installationId: string },
): Promise<ImportForm> {
  const rackbeat = await openRackbeat(db, { installationId });
  const available = await readAvailable(rackbeat);
  const { accounts, days } = await readUse(db, { installationId });
  const mappings = await listAccountMappings(db, { installationId });
  const groups = accounts.map((seen) => ({
    ...seen,
    ...groupOfAccount(seen, available.productGroups, mappings),
  }));
  const terms = days.map((seen) => ({
    ...seen,
    paymentTerms: termsOfDays(seen.days, available.paymentTerms),
  }));
  const { choices: proposed, reasons, missing } = proposeChoices(available, groups, terms);
  return { available, proposed, reasons, missing, groups, terms };
}

async function readAvailable(rackbeat: RackbeatClient): Promise<Available> {
  const [customerGroups, supplierGroups, productGroups, paymentTerms, layouts, units, locations] =
    await Promise.all([
      rackbeat.listCustomerGroups(),
      rackbeat.listSupplierGroups(),
      rackbeat.listProductGroups(),
      rackbeat.listPaymentTerms(),
      rackbeat.listLayouts(),
      rackbeat.listUnits(),
      rackbeat.listLocations(),
    ]);
  return {
    customerGroups: customerGroups.map(named),
    supplierGroups: supplierGroups.map(named),
    productGroups: productGroups.map((group) => ({
      ...named(group),
      hasInventory: group.has_inventory ?? false,
      vatDomestic: group.vat_domestic,
    })),
    paymentTerms: paymentTerms.map((terms) => ({
      ...named(terms),
      days: terms.maturity_days,
      type: terms.type,
    })),
    layouts: layouts.map(named),
    units: units.map(named),
    locations: locations.map(named),
    vatZones: VAT_ZONES,
  };
}

type Use = {
  accounts: { account: string; vatType: string; count: number }[];
  days: { days: number; count: number }[];
};

async function readUse(db: Database, { installationId }: { installationId: string }): Promise<Use> {
  const plan = await findImport(db, { installationId });
  if (plan?.status === "planned") {
    const key = { installationId, importId: plan.id };
    const accounts = await countImportAccounts(db, key);
    const days = await countImportDays(db, key);
    if (accounts.length + days.length > 0) return { accounts, days };
  }
  const fiken = await openFikenCompany(db, { installationId });
  const products = await fiken.listProducts(0, { active: true });
  const customers = await fiken.listContacts(0, { customer: true, inactive: false });
  return {
    accounts: counted(products.items, ({ incomeAccount: account, vatType }) => ({
      account,
      vatType,
    })),
    days: counted(
      customers.items.filter(({ daysUntilInvoicingDueDate }) => daysUntilInvoicingDueDate !== null),
      ({ daysUntilInvoicingDueDate }) => ({ days: daysUntilInvoicingDueDate ?? 0 }),
    ),
  };
}

/** Most first; as many in the order of their values. */
function counted<T, K extends Record<string, string | number>>(
  all: readonly T[],
  keyOf: (one: T) => K,
): (K & { count: number })[] {
  const counts = new Map<string, K & { count: number }>();
  for (const one of all) {
    const key = keyOf(one);
    const text = JSON.stringify(key);
    counts.set(text, { ...key, count: (counts.get(text)?.count ?? 0) + 1 });
  }
  return [...counts]
    .toSorted(([one, a], [other, b]) => b.count - a.count || one.localeCompare(other))
    .map(([, value]) => value);
}

function named({ number, name }: Pick<RackbeatNamed, "number" | "name">): Named {
  return { number, name: name ?? String(number) };
}
