import type { Database } from "@/db/client";
import { listBoundKeys } from "@/db/queries/bindings";
import { listImportRows } from "@/db/queries/import-lists";
import { insertImportRows, type PlannedRow } from "@/db/queries/import-rows";
import { beginImport, findImport } from "@/db/queries/imports";
import { type Import, type ImportChoices, type ImportRow, imports } from "@/db/schema/imports";
import { continueImport } from "@/lib/import/continue-import";
import { startImport } from "@/lib/import/once";
import { createContact } from "@/tests/sandbox/fiken/contacts";
import { createProduct } from "@/tests/sandbox/fiken/products";
import { contactRequest, productRequest } from "@/tests/sandbox/fiken/request-schemas";
import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import { seedBasics } from "@/tests/sandbox/rackbeat/seed/basics";
import type { Agreement } from "@/tests/sandbox/rackbeat/world/agreement";
import { createProductGroup } from "@/tests/sandbox/rackbeat/world/product-groups";
import { freshDatabase } from "./database";
import { fiken, rackbeat } from "./providers";
import { aTransferWorld, type TransferWorld } from "./transfer-world";

/** Numbers kept free for new ones begin here, above those that a test's own ones get. */
export const FIRST_NUMBER = 20_001;

export const CHOICES: ImportChoices = {
  kinds: ["customer", "supplier", "product"],
  includeInactive: false,
  openingStock: { location: 1, date: "2026-03-02" },
  customer: { group: 1, paymentTerms: 1, layout: 1, vatZone: "domestic" },
  supplier: { group: 1, paymentTerms: 1, vatZone: "domestic" },
  product: { group: 1, unit: 1 },
  paymentTermsByDays: {},
  groupByAccount: {},
};

export type ImportWorld = TransferWorld & {
  agreement: Agreement;
  import: () => Promise<Import>;
  rows: () => Promise<ImportRow[]>;
  row: (name: string) => Promise<ImportRow>;
  /** As a user starts it. */
  start: () => Promise<void>;
  /** Goes on until nothing more is due, on a clock that jumps over the waits; on another handle of the database where given. */
  continue: (on?: Database) => Promise<void>;
};

const agreementsSoFar = { next: 300_001 };

/** A live installation of an agreement that is new in Rackbeat, with a planned import of the rows. */
export async function startImportWorld(
  planned: () => PlannedRow[],
  choices: Partial<ImportChoices> = {},
): Promise<ImportWorld> {
  const db = await freshDatabase();
  fiken.reset();
  rackbeat.faults.clear();
  rackbeat.hook = undefined;
  const agreement = newAgreement();
  const world = await aTransferWorld(db, { agreementId: agreement.id, attachPdf: false });
  const { installationId, connection } = world;
  const begun = await beginImport(db, {
    ...{ installationId, connectionId: connection.id, choices: { ...CHOICES, ...choices } },
    cursor: { stage: "planned", at: null },
  });
  if (!begun) throw new Error("The import of a new agreement was not begun");
  const key = { installationId, importId: begun.id };
  await insertImportRows(db, { ...key, rows: planned() });
  await db.update(imports).set({ status: "planned", plannedAt: world.now() });

  const rows = () => listImportRows(db, { ...key, limit: 1_000 });
  return {
    ...world,
    agreement,
    rows,
    async import() {
      const found = await findImport(db, { installationId });
      if (!found) throw new Error("The import is gone");
      return found;
    },
    async row(name) {
      const found = (await rows()).find((row) => row.name === name);
      if (!found) throw new Error(`No row of ${name}`);
      return found;
    },
    async start() {
      await startImport(db, { installationId });
    },
    async continue(on = db) {
      for (;;) {
        const turn = { installationId, budgetMs: 20_000, now: world.now };
        const { more, waitMs } = await continueImport(on, turn);
        if (!more) return;
        if (waitMs > 0) await world.passTime(waitMs);
      }
    },
  };
}

/** The same, started and run to its end. */
export async function runImport(...start: Parameters<typeof startImportWorld>) {
  const world = await startImportWorld(...start);
  await world.start();
  await world.continue();
  return world;
}

/** With what every agreement has, and nothing else. */
export function newAgreement(): Agreement {
  const id = agreementsSoFar.next;
  agreementsSoFar.next += 1;
  const agreement = rackbeat.world.addAgreement(id, `Avtale ${id}`);
  agreement.silently(() => {
    seedBasics(agreement, new Date("2026-01-01T08:00:00Z"));
    createProductGroup(agreement, { number: 1, name: "Varer", has_inventory: true });
    createProductGroup(agreement, { number: 2, name: "Tjenester", has_inventory: false });
  });
  return agreement;
}

type Planned = Partial<PlannedRow>;

/** A contact of Fiken's, and the row that makes a customer of it. */
export const aCustomerRow = (position: number, changes: Planned = {}) =>
  aPartyRow("customer", position, changes);

/** The same of a supplier. */
export const aSupplierRow = (position: number, changes: Planned = {}) =>
  aPartyRow("supplier", position, changes);

function aPartyRow(kind: "customer" | "supplier", position: number, changes: Planned): PlannedRow {
  const name = changes.name ?? `${kind === "customer" ? "Kunde" : "Leverandør"} ${position} AS`;
  const email = `post@${kind}-${position}.example`;
  const { contactId } = createContact(
    fiken.world.books(FJORDLYS),
    contactRequest.parse({ name, email, [kind]: true }),
  );
  return {
    ...{ ...blank(kind, position), name, fikenId: contactId },
    body: {
      ...{ name, company_name: name, contact_email: email, vat_zone: "domestic" },
      ...{ [`${kind}_group_id`]: 1, payment_terms_id: 1 },
    },
    ...changes,
  };
}

/** A product of Fiken's, with a stock of its position, and the row that makes one in Rackbeat of it. */
export function aProductRow(position: number, changes: Planned = {}): PlannedRow {
  const name = changes.name ?? `Vare ${position}`;
  const stock = changes.stock === undefined ? String(position) : changes.stock;
  const number = changes.rackbeatKey ?? `V-${position}`;
  const { productId } = createProduct(
    fiken.world.books(FJORDLYS),
    productRequest.parse({
      ...{ name, productNumber: number, unitPrice: 10_000, incomeAccount: "3000" },
      ...{ vatType: "HIGH", active: true, stock: Number(stock ?? 0) },
    }),
  );
  return {
    ...{ ...blank("product", position), name, fikenId: productId, rackbeatKey: number, stock },
    body: { name, group: 1, sales_price: 100, unit_id: 1 },
    ...changes,
  };
}

function blank(kind: PlannedRow["kind"], position: number): Omit<PlannedRow, "name" | "fikenId"> {
  return {
    ...{ kind, position, identity: null, action: "create", options: [], matchedBy: null },
    ...{ rackbeatKey: String(FIRST_NUMBER + position), changes: [], body: null, stock: null },
    problems: [],
  };
}

/** What both sides and the bindings show in the end, without what differs from run to run. */
export async function endStateOf(world: ImportWorld) {
  const { agreement, db, installationId, connection } = world;
  const connected = { installationId, connectionId: connection.id };
  const { contacts, products } = fiken.world.books(FJORDLYS);
  const bound = await listBoundKeys(db, {
    ...{ ...connected, kinds: ["customer", "supplier", "product"] },
  });
  const nameOf = ({ kind, fikenId }: (typeof bound)[number]) =>
    (kind === "product" ? products.get(fikenId) : contacts.get(fikenId))?.name;
  return {
    status: (await world.import()).status,
    rows: (await world.rows()).map(({ kind, name, action, state, rackbeatKey, problems }) => ({
      ...{ kind, name, action, state, rackbeatKey, problems },
    })),
    customers: inOrder(agreement.customers.list().map(({ number, name }) => [number, name])),
    suppliers: inOrder(agreement.suppliers.list().map(({ number, name }) => [number, name])),
    products: inOrder(
      agreement.products.list().map(({ number, name, stock_quantity }) => {
        return [number, name, stock_quantity];
      }),
    ),
    adjustments: inOrder(
      agreement.adjustments.list().map(({ item_id, quantity, is_booked }) => {
        return [item_id, quantity, is_booked];
      }),
    ),
    bindings: inOrder(bound.map((one) => [one.kind, one.rackbeatKey, nameOf(one)])),
    inFiken: {
      contacts: inOrder([...contacts.values()].map(({ name }) => name)),
      products: inOrder([...products.values()].map(({ name, stock }) => [name, stock])),
    },
  };
}

function inOrder(values: unknown[]): string[] {
  return values.map((value) => JSON.stringify(value)).sort();
}
