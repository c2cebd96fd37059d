import type { Database } from "@/db/client";
import { listKeysBoundTo } from "@/db/queries/bindings";
import type { Import, ImportEntity, ImportKind, ImportSide } from "@/db/schema/imports";
import type { EntityKind } from "@/db/schema/transfers";
import type { FikenCompanyClient } from "@/lib/connection/open-fiken-company";
import type { FikenContact } from "@/lib/fiken/schemas/contacts";
import type { FikenProduct } from "@/lib/fiken/schemas/products";
import { log } from "@/lib/log";
import type { RackbeatClient } from "@/lib/rackbeat/client";
import type { RackbeatLot, RackbeatProduct } from "@/lib/rackbeat/items";
import type { RackbeatCustomer } from "@/lib/rackbeat/parties";
import type { MalformedRow } from "@/lib/rackbeat/rows";
import type { ReadStage } from "./stages";
import {
  contactTraitsOf,
  itemTraitsOf,
  type PartyRole,
  partyTraitsOf,
  productTraitsOf,
  unreadableTraitsOf,
} from "./traits";

/** What the plan works with. */
export type PlanContext = {
  db: Database;
  plan: Import;
  rackbeat: RackbeatClient;
  fiken: FikenCompanyClient;
};

export type ReadPage = {
  entities: Omit<ImportEntity, "id">[];
  nextPage: number | null;
};

/** As Rackbeat showed it; a lot says so. */
export type StagedItem = (RackbeatProduct | RackbeatLot) & { isLot: boolean };

/** The official client's page, for rows with all their fields. */
const RACKBEAT_PAGE_SIZE = 200;

/** One page of one side, as it is kept until the rows are made of it. */
export async function readSide(
  context: PlanContext,
  stage: ReadStage,
  page: number,
): Promise<ReadPage> {
  const { rackbeat } = context;
  const asked = { page, limit: RACKBEAT_PAGE_SIZE };
  switch (stage) {
    case "rackbeat:customer":
      return partiesOf(context, "customer", await rackbeat.listCustomers(asked));
    case "rackbeat:supplier":
      return partiesOf(context, "supplier", await rackbeat.listSuppliers(asked));
    case "rackbeat:product":
      return itemsOf(context, await rackbeat.listProducts(asked), { isLot: false });
    case "rackbeat:lot":
      return itemsOf(context, await rackbeat.listLots(asked), { isLot: true });
    case "fiken:contact":
      return readContacts(context, page);
    case "fiken:product":
      return readProducts(context, page);
  }
}

type Listed<T> = { items: (T | MalformedRow)[]; nextPage: number | null };

function partiesOf(
  { plan }: PlanContext,
  kind: PartyRole,
  { items, nextPage }: Listed<RackbeatCustomer>,
): ReadPage {
  const entities = items.flatMap((party) =>
    "problem" in party
      ? unreadable(plan, kind, party)
      : staged(plan, "rackbeat", kind, { traits: partyTraitsOf(party), entity: party }),
  );
  return { entities, nextPage };
}

function itemsOf(
  { plan }: PlanContext,
  { items, nextPage }: Listed<RackbeatProduct | RackbeatLot>,
  { isLot }: { isLot: boolean },
): ReadPage {
  const entities = items.flatMap((item) =>
    "problem" in item
      ? unreadable(plan, "product", item)
      : staged(plan, "rackbeat", "product", {
          traits: itemTraitsOf(item),
          entity: { ...item, isLot } satisfies StagedItem,
        }),
  );
  return { entities, nextPage };
}

/** One list has customers and suppliers; who is both is read once. Also the inactive ones: they are shown as left out. */
async function readContacts(context: PlanContext, page: number): Promise<ReadPage> {
  const { plan, fiken } = context;
  const roles = (["customer", "supplier"] as const).filter((kind) =>
    plan.choices.kinds.includes(kind),
  );
  const [only, other] = roles;
  const { items, nextPage } = await fiken.listContacts(
    page,
    only && !other ? { [only]: true } : {},
  );
  const entities: ReadPage["entities"] = [];
  for (const role of roles) {
    const ofRole = items.filter((contact: FikenContact) => contact[role]);
    const ids = ofRole.map(({ contactId }) => contactId);
    const bound = await boundKeys(context, [role], ids);
    for (const contact of ofRole) {
      const traits = contactTraitsOf(contact, role, bound.get(contact.contactId) ?? null);
      entities.push(staged(plan, "fiken", role, { traits, entity: contact }));
    }
  }
  return { entities, nextPage };
}

async function readProducts(context: PlanContext, page: number): Promise<ReadPage> {
  const { items, nextPage } = await context.fiken.listProducts(page);
  const ids = items.map(({ productId }) => productId);
  const bound = await boundKeys(context, ["product", "lot"], ids);
  const entities = items.map((product: FikenProduct) => {
    const traits = productTraitsOf(product, bound.get(product.productId) ?? null);
    return staged(context.plan, "fiken", "product", { traits, entity: product });
  });
  return { entities, nextPage };
}

/** As they are when it is read, so that a plan that goes on later is the same plan. */
function boundKeys(
  { db, plan: { installationId, connectionId } }: PlanContext,
  kinds: readonly EntityKind[],
  fikenIds: readonly number[],
): Promise<Map<number, string>> {
  return listKeysBoundTo(db, { installationId, connectionId, kinds, fikenIds });
}

function staged(
  { id: importId, installationId }: Import,
  side: ImportSide,
  kind: ImportKind,
  { traits, entity }: { traits: { key: string }; entity: Record<string, unknown> },
): ReadPage["entities"][number] {
  return { installationId, importId, side, kind, key: traits.key, traits, entity };
}

function unreadable(plan: Import, kind: ImportKind, { number, problem }: MalformedRow) {
  const { id: importId, installationId } = plan;
  log.warn({ installationId, importId, kind, number, problem }, "import: a row cannot be read");
  if (number === null) return [];
  return staged(plan, "rackbeat", kind, { traits: unreadableTraitsOf(number), entity: {} });
}
