import { pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { installations } from "./installations";
import { moment } from "./timestamps";
import { entityKind } from "./transfers";

/** How far the polling of one kind of entity has come. */
export const sweeps = pgTable(
  "sweeps",
  {
    installationId: uuid()
      .notNull()
      .references(() => installations.id, { onDelete: "cascade" }),
    kind: entityKind().notNull(),
    /** Changes up to here have been seen. */
    cursorAt: moment().notNull(),
    lastRunAt: moment(),
    lastFailure: text(),
  },
  (t) => [primaryKey({ name: "sweeps_one_per_kind", columns: [t.installationId, t.kind] })],
);

export type Sweep = typeof sweeps.$inferSelect;
