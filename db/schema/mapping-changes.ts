import {
  type AnyPgColumn,
  bigint,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { installations } from "./installations";
import type { AccountMapping, MappingSide, VatMapping, VatTreatment } from "./mappings";
import { moment } from "./timestamps";

/** From where a change was made. Rackbeat tells no user of the frame, so that no name stands here. */
export type MappingOrigin = "settings_page";

type Chosen = Pick<AccountMapping, "account" | "vatType">;

/** One rule, before and after; null: none. */
export type ChangedRule =
  | ({ kind: "account"; before: Chosen | null; after: Chosen | null } & Pick<
      AccountMapping,
      "side" | "productGroup" | "treatment"
    >)
  | ({ kind: "vat"; before: VatTreatment | null; after: VatTreatment | null } & Pick<
      VatMapping,
      "productGroup" | "zone" | "rate"
    > & { side: MappingSide });

/** What was changed in the mapping, and when: one row per save. Never rewritten: what is undone is a change of its own. */
export const mappingChanges = pgTable(
  "mapping_changes",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    installationId: uuid()
      .notNull()
      .references(() => installations.id, { onDelete: "cascade" }),
    at: moment().notNull().defaultNow(),
    origin: text().$type<MappingOrigin>().notNull(),
    /** The change that this one takes back. */
    undoes: bigint({ mode: "number" }).references((): AnyPgColumn => mappingChanges.id, {
      onDelete: "cascade",
    }),
    rules: jsonb().$type<ChangedRule[]>().notNull(),
    /** How many transfers were let go on with it. */
    released: integer().notNull(),
  },
  (t) => [index("mapping_changes_newest").on(t.installationId, t.id)],
);

export type MappingChangeRow = typeof mappingChanges.$inferSelect;
