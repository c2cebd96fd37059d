import { integer, numeric, pgEnum, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { installations } from "./installations";
import { timestamps } from "./timestamps";

export const mappingSide = pgEnum("mapping_side", ["sales", "purchase"]);
/**
 * How a line stands to VAT: the rate where there is one, the reason where there is none. `none` and `import` are of
 * purchases only, `exempt` to `reverse_charge` of sales only.
 */
export const vatTreatment = pgEnum("vat_treatment", [
  "high",
  "medium",
  "low",
  "exempt",
  "export",
  "outside",
  "reverse_charge",
  "none",
  "import",
]);
export const vatZone = pgEnum("vat_zone", ["domestic", "eu", "abroad", "domestic_exempt"]);

/** Product group × VAT treatment → Fiken account + VAT type. No product group: lines without a product. */
export const accountMappings = pgTable(
  "account_mappings",
  {
    id: uuid().primaryKey().defaultRandom(),
    installationId: uuid()
      .notNull()
      .references(() => installations.id, { onDelete: "cascade" }),
    side: mappingSide().notNull(),
    productGroup: integer(),
    treatment: vatTreatment().notNull(),
    account: text().notNull(),
    vatType: text().notNull(),
    ...timestamps,
  },
  (t) => [
    unique("account_mappings_one_per_cell")
      .on(t.installationId, t.side, t.productGroup, t.treatment)
      .nullsNotDistinct(),
  ],
);

/**
 * Rackbeat's VAT zone × rate → treatment, for one product group or, without one, for all that have no rule of their
 * own: books and gift cards are both sold at 0 % at home, for different reasons. The rate is percent.
 */
export const vatMappings = pgTable(
  "vat_mappings",
  {
    id: uuid().primaryKey().defaultRandom(),
    installationId: uuid()
      .notNull()
      .references(() => installations.id, { onDelete: "cascade" }),
    side: mappingSide().notNull(),
    productGroup: integer(),
    zone: vatZone().notNull(),
    rate: numeric({ precision: 5, scale: 2 }).notNull(),
    treatment: vatTreatment().notNull(),
    ...timestamps,
  },
  (t) => [
    unique("vat_mappings_one_per_rate")
      .on(t.installationId, t.side, t.productGroup, t.zone, t.rate)
      .nullsNotDistinct(),
  ],
);

export type AccountMapping = typeof accountMappings.$inferSelect;
export type VatMapping = typeof vatMappings.$inferSelect;
export type MappingSide = (typeof mappingSide.enumValues)[number];
export type VatTreatment = (typeof vatTreatment.enumValues)[number];
export type VatZone = (typeof vatZone.enumValues)[number];
