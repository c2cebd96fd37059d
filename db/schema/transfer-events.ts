import { bigint, index, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { installations } from "./installations";
import { moment } from "./timestamps";
import { transfers } from "./transfers";

/** What a transfer went through, in order: the timeline on the status page. Never rewritten. */
export const transferEvents = pgTable(
  "transfer_events",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    installationId: uuid()
      .notNull()
      .references(() => installations.id, { onDelete: "cascade" }),
    transferId: uuid()
      .notNull()
      .references(() => transfers.id, { onDelete: "cascade" }),
    at: moment().notNull().defaultNow(),
    event: text().notNull(),
    details: jsonb().$type<Record<string, string | number | null>>().notNull().default({}),
  },
  (t) => [index("transfer_events_in_order").on(t.transferId, t.id)],
);

export type TransferEvent = typeof transferEvents.$inferSelect;
