import { index, integer, pgEnum, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { MOVEMENT_KINDS } from "@/lib/billing/movements";
import { installations } from "./installations";

export const revenueMovementKind = pgEnum("revenue_movement_kind", MOVEMENT_KINDS);

/** How an agreement moved the monthly recurring revenue, as computed from its history; foreseen ones as well. */
export const revenueMovements = pgTable(
  "revenue_movements",
  {
    installationId: uuid()
      .notNull()
      .references(() => installations.id, { onDelete: "cascade" }),
    month: text().notNull(),
    kind: revenueMovementKind().notNull(),
    /** Signed øre of DKK without VAT. */
    amountMinor: integer().notNull(),
  },
  (t) => [
    primaryKey({
      name: "revenue_movements_once_a_month",
      columns: [t.installationId, t.month, t.kind],
    }),
    index("revenue_movements_of_month").on(t.month, t.kind, t.installationId),
  ],
);

export type RevenueMovement = typeof revenueMovements.$inferSelect;
