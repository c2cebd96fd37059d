import { bigint, index, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { moment } from "./timestamps";

/** Who did what on the vendor's dashboard. Append-only, by the database itself: it outlives what it tells of. */
export const auditEntries = pgTable(
  "audit_entries",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    at: moment().notNull(),
    /** Address of the signed-in person. */
    actor: text().notNull(),
    action: text().notNull(),
    installationId: uuid(),
    details: jsonb().$type<Record<string, string | number | null>>().notNull().default({}),
  },
  (t) => [index("audit_entries_of_installation").on(t.installationId, t.id)],
);

export type AuditEntry = typeof auditEntries.$inferSelect;
