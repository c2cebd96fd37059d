import { sql } from "drizzle-orm";
import { bigint, check, date, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { installations } from "./installations";
import { moment, timestamps } from "./timestamps";

/** From a day on Rackbeat itself bills for the integration. A reversal is written beside it: nothing is deleted. */
export const takeOvers = pgTable(
  "take_overs",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    /** Null: all agreements, also those that come later. */
    installationId: uuid().references(() => installations.id, { onDelete: "cascade" }),
    fromDay: date({ mode: "string" }).notNull(),
    reason: text().notNull(),
    createdBy: text().notNull(),
    /** Reversed: the first day that the vendor bills again; `fromDay` itself undoes it altogether. */
    resumesOn: date({ mode: "string" }),
    reversedAt: moment(),
    reversedBy: text(),
    reversalReason: text(),
    ...timestamps,
  },
  (t) => [
    index("take_overs_of_installation").on(t.installationId),
    check("take_overs_resume_after_begin", sql`${t.resumesOn} >= ${t.fromDay}`),
    check(
      "take_overs_reversed_with_reason",
      sql`(${t.reversedAt} is null) = (${t.resumesOn} is null) and (${t.reversedAt} is null) = (${t.reversalReason} is null)`,
    ),
  ],
);

export type TakeOverRow = typeof takeOvers.$inferSelect;
