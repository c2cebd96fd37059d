import type { z } from "zod";
import type { Database } from "@/db/client";
import { type ImportRowFilter, listImportRows } from "@/db/queries/import-lists";
import { findImport } from "@/db/queries/imports";
import type { Import, ImportChoices, ImportRow } from "@/db/schema/imports";
import { beginPlan, continuePlan } from "@/lib/import/plan";
import { createContact } from "@/tests/sandbox/fiken/contacts";
import { createProduct } from "@/tests/sandbox/fiken/products";
import { contactRequest, productRequest } from "@/tests/sandbox/fiken/request-schemas";
import { NORDRE_LYS } from "@/tests/sandbox/fiken/seed";
import type { Books } from "@/tests/sandbox/fiken/world";
import type { Agreement } from "@/tests/sandbox/rackbeat/world/agreement";
import { createItem } from "@/tests/sandbox/rackbeat/world/items";
import { createParty } from "@/tests/sandbox/rackbeat/world/parties";
import { freshDatabase } from "./database";
import { CHOICES, newAgreement } from "./import-world";
import { fiken, rackbeat } from "./providers";
import { aTransferWorld, type TransferWorld } from "./transfer-world";

type Contact = Partial<z.input<typeof contactRequest>>;
type Product = Partial<z.input<typeof productRequest>>;

export type PlanWorld = TransferWorld & {
  agreement: Agreement;
  books: Books;
  /** In Fiken: a customer, unless it says otherwise. Answers its id. */
  contact: (contact: Contact) => number;
  /** In Fiken. Answers its id. */
  product: (product: Product) => number;
  /** In Rackbeat. */
  customer: (party: Partial<Parameters<typeof createParty>[2]>) => void;
  item: (item: Partial<Parameters<typeof createItem>[2]>, type?: "product" | "lot") => void;
  plan: (choices?: Partial<ImportChoices>) => Promise<ImportRow[]>;
  /** Goes on with a plan that was begun. */
  goOn: (on?: Database) => Promise<void>;
  import: () => Promise<Import>;
  rows: (filter?: ImportRowFilter) => Promise<ImportRow[]>;
};

/** A company in Fiken and an agreement in Rackbeat that are both empty, connected. */
export async function startPlanWorld(): Promise<PlanWorld> {
  const db = await freshDatabase();
  fiken.reset();
  rackbeat.faults.clear();
  rackbeat.hook = undefined;
  fiken.hook = undefined;
  const agreement = newAgreement();
  const world = await aTransferWorld(db, { agreementId: agreement.id, companySlug: NORDRE_LYS });
  const { installationId } = world;
  const books = fiken.world.books(NORDRE_LYS);

  async function find(): Promise<Import> {
    const found = await findImport(db, { installationId });
    if (!found) throw new Error("The import is gone");
    return found;
  }
  const rows = async (filter: ImportRowFilter = {}) =>
    listImportRows(db, {
      ...{ installationId, importId: (await find()).id, filter, limit: 100_000 },
    });
  async function goOn(on = db) {
    while ((await continuePlan(on, { installationId, budgetMs: 20_000 })).more);
  }

  return {
    ...{ ...world, agreement, books, goOn, rows },
    import: find,
    contact: (contact) =>
      createContact(
        books,
        contactRequest.parse({ name: "Kunde AS", customer: !contact.supplier, ...contact }),
      ).contactId,
    product: (product) =>
      createProduct(
        books,
        productRequest.parse({
          ...{ name: "Vare", unitPrice: 10_000, incomeAccount: "3000" },
          ...{ vatType: "HIGH", active: true },
          ...product,
        }),
      ).productId,
    customer(party) {
      const basics = { customer_group_id: 1, payment_terms_id: 1, vat_zone: "domestic" } as const;
      agreement.silently(() => createParty(agreement, "customer", { ...basics, ...party }));
    },
    item(item, type = "product") {
      const basics = { number: "X", name: "Vare", group: 1, sales_price: 100 };
      agreement.silently(() => createItem(agreement, type, { ...basics, ...item }));
    },
    async plan(choices = {}) {
      const wanted = { ...CHOICES, openingStock: null, ...choices };
      await beginPlan(db, { installationId, choices: wanted });
      await goOn();
      return rows();
    },
  };
}

/** The row of the one in Fiken with that id. */
export function rowOfId(rows: readonly ImportRow[], fikenId: number): ImportRow {
  const found = rows.find((row) => row.fikenId === fikenId);
  if (!found) throw new Error(`No row of ${fikenId}`);
  return found;
}

export const codesOf = ({ problems }: ImportRow): string[] => problems.map(({ code }) => code);
