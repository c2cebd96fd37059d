import { findImportEntities, listImportTraits } from "@/db/queries/import-entities";
import type { PlannedRow } from "@/db/queries/import-rows";
import type { ImportKind, ImportSide } from "@/db/schema/imports";
import type { FikenContact } from "@/lib/fiken/schemas/contacts";
import type { FikenProduct } from "@/lib/fiken/schemas/products";
import type { RackbeatCustomer } from "@/lib/rackbeat/parties";
import { type Decision, decideParties, decideProducts } from "./decide";
import type { ContactTraits } from "./match-parties";
import { partyChanges, partyNumberNotices, partyOf } from "./party-row";
import {
  productChanges,
  productNumberNotices,
  productOf,
  type StockGroups,
  stockNotices,
} from "./product-row";
import type { PlanContext, StagedItem } from "./read-sides";
import { type Counterpart, rowOf } from "./row";
import type { PartyRole, ReadItemTraits, ReadPartyTraits, ReadProductTraits } from "./traits";

/** More could not be told apart on a screen. */
const MOST_CANDIDATES = 10;

/** What was decided of all of a kind, from their traits alone. */
export async function decideKind(context: PlanContext, kind: ImportKind): Promise<Decision[]> {
  const { includeInactive } = context.plan.choices;
  if (kind === "product") {
    const products = await traitsOf<ReadProductTraits>(context, "fiken", kind);
    const items = await traitsOf<ReadItemTraits>(context, "rackbeat", kind);
    return decideProducts(products, items, { includeInactive });
  }
  const contacts = await traitsOf<ContactTraits>(context, "fiken", kind);
  const parties = await traitsOf<ReadPartyTraits>(context, "rackbeat", kind);
  return decideParties(contacts, parties, { includeInactive });
}

/** The rows of some decisions, of which the first has the position. */
export function makeRows(
  context: PlanContext,
  kind: ImportKind,
  decisions: readonly Decision[],
  position: number,
): Promise<PlannedRow[]> {
  return kind === "product"
    ? makeProductRows(context, decisions, position)
    : makePartyRows(context, kind, decisions, position);
}

async function makePartyRows(
  context: PlanContext,
  kind: PartyRole,
  decisions: readonly Decision[],
  position: number,
): Promise<PlannedRow[]> {
  const { choices } = context.plan;
  const contacts = await findFiken<FikenContact>(context, kind, decisions);
  const parties = await findRackbeat<RackbeatCustomer>(context, kind, decisions);
  return decisions.map((decision, at) => {
    const contact = required(contacts, decision.key);
    const kept = contacts.get(keptOf(decision));
    return rowOf({
      ...{ kind, position: position + at, decision },
      made: partyOf(contact, kind, choices, decision.number),
      numberNotices: partyNumberNotices(decision.wanted, decision.number),
      counterparts: candidatesOf(decision).flatMap((rackbeatKey): Counterpart[] => {
        const party = parties.get(rackbeatKey);
        if (!party) return [];
        const changes = partyChanges(contact, party);
        return [{ rackbeatKey, name: party.name ?? "", changes, notices: [], isLot: false }];
      }),
      repeats: kept ? { name: kept.name, number: numberOf(kept, kind) } : null,
    });
  });
}

async function makeProductRows(
  context: PlanContext,
  decisions: readonly Decision[],
  position: number,
): Promise<PlannedRow[]> {
  const { choices } = context.plan;
  const products = await findFiken<FikenProduct>(context, "product", decisions);
  const items = await findRackbeat<StagedItem>(context, "product", decisions);
  const stockGroups = await readStockGroups(context);
  return decisions.map((decision, at) => {
    const product = required(products, decision.key);
    const kept = products.get(keptOf(decision));
    return rowOf({
      ...{ kind: "product", position: position + at, decision },
      made: productOf(product, choices, decision.number, stockGroups),
      numberNotices: productNumberNotices(decision.wanted, decision.number),
      counterparts: candidatesOf(decision).flatMap((rackbeatKey): Counterpart[] => {
        const item = items.get(rackbeatKey);
        if (!item) return [];
        const changes = productChanges(product, item);
        const notices = stockNotices(product, item, choices);
        return [{ rackbeatKey, name: item.name ?? "", changes, notices, isLot: item.isLot }];
      }),
      repeats: kept ? { name: kept.name, number: kept.productNumber } : null,
    });
  });
}

async function readStockGroups({ rackbeat, plan }: PlanContext): Promise<StockGroups> {
  if (!plan.choices.openingStock) return new Set();
  const groups = await rackbeat.listProductGroups();
  return new Set(groups.flatMap((group) => (group.has_inventory ? [group.number] : [])));
}

function candidatesOf({ match }: Decision): string[] {
  if (!match) return [];
  return "rackbeatKey" in match ? [match.rackbeatKey] : match.candidates.slice(0, MOST_CANDIDATES);
}

/** Fiken's id of the one that this one repeats. */
function keptOf({ duplicate }: Decision): string {
  return duplicate && "of" in duplicate ? duplicate.of : "";
}

function numberOf(contact: FikenContact, role: PartyRole): string | null {
  const number = role === "customer" ? contact.customerNumber : contact.supplierNumber;
  return number === null ? null : String(number);
}

function keyOf({ plan }: PlanContext, side: ImportSide, kind: ImportKind) {
  return { installationId: plan.installationId, importId: plan.id, side, kind };
}

/** Safe: readSide has put the traits there that the type names, by side and kind. */
export async function traitsOf<T>(
  context: PlanContext,
  side: ImportSide,
  kind: ImportKind,
): Promise<T[]> {
  const rows = await listImportTraits(context.db, keyOf(context, side, kind));
  return rows.map(({ traits }) => traits as T);
}

async function findFiken<T>(
  context: PlanContext,
  kind: ImportKind,
  decisions: readonly Decision[],
): Promise<Map<string, T>> {
  const keys = decisions.flatMap((decision) => [decision.key, keptOf(decision)]).filter(Boolean);
  return find(context, "fiken", kind, keys);
}

async function findRackbeat<T>(
  context: PlanContext,
  kind: ImportKind,
  decisions: readonly Decision[],
): Promise<Map<string, T>> {
  return find(context, "rackbeat", kind, decisions.flatMap(candidatesOf));
}

/** Safe: readSide has put the entities there that the type names, by side and kind. */
async function find<T>(
  context: PlanContext,
  side: ImportSide,
  kind: ImportKind,
  keys: readonly string[],
): Promise<Map<string, T>> {
  const found = await findImportEntities(context.db, { ...keyOf(context, side, kind), keys });
  return new Map([...found].map(([key, entity]) => [key, entity as T]));
}

function required<T>(found: ReadonlyMap<string, T>, key: string): T {
  const entity = found.get(key);
  if (!entity) throw new Error(`What was read of ${key} is gone`);
  return entity;
}
