import { bigint, jsonb, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { connections } from "./connections";
import { installations } from "./installations";
import { timestamps } from "./timestamps";
import { entityKind } from "./transfers";

/** A pair that belongs together: Rackbeat key ↔ Fiken id. Unique in both directions. */
export const bindings = pgTable(
  "bindings",
  {
    id: uuid().primaryKey().defaultRandom(),
    installationId: uuid()
      .notNull()
      .references(() => installations.id, { onDelete: "cascade" }),
    connectionId: uuid()
      .notNull()
      .references(() => connections.id, { onDelete: "cascade" }),
    kind: entityKind().notNull(),
    rackbeatKey: text().notNull(),
    fikenId: bigint({ mode: "number" }).notNull(),
    /** What was last sent of it: Fiken takes fields that it does not show, and a PUT replaces the whole. */
    sent: jsonb().$type<unknown>(),
    ...timestamps,
  },
  (t) => [
    unique("bindings_one_per_rackbeat_key").on(t.connectionId, t.kind, t.rackbeatKey),
    unique("bindings_one_per_fiken_id").on(t.connectionId, t.kind, t.fikenId),
  ],
);

export type Binding = typeof bindings.$inferSelect;
