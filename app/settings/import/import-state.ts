import { z } from "zod";
import type { ImportAction, ImportKind, ImportRowState, ImportStatus } from "@/db/schema/imports";

export const IMPORT_KEY = ["import"] as const;

export const KINDS = ["customer", "supplier", "product"] as const satisfies ImportKind[];
export const ACTIONS = [
  "create",
  "link",
  "update",
  "skip",
  "conflict",
] as const satisfies ImportAction[];
export const STATES = [
  "waiting",
  "writing",
  "done",
  "failed",
  "undone",
] as const satisfies ImportRowState[];
const STATUSES = [
  "planning",
  "planned",
  "running",
  "paused",
  "finished",
  "closed",
] as const satisfies ImportStatus[];

const explanationSchema = z.object({ cause: z.string(), fix: z.string() });

const countSchema = z.object({
  kind: z.enum(KINDS),
  action: z.enum(ACTIONS),
  state: z.enum(STATES),
  count: z.number(),
  withProblems: z.number(),
  /** Asked to be taken back in Rackbeat. */
  undoing: z.number(),
});
export type RowCount = z.infer<typeof countSchema>;

const importSchema = z.object({
  id: z.string(),
  status: z.enum(STATUSES),
  /** How much of either side has been read, while the plan is made. */
  read: z.array(
    z.object({ side: z.enum(["fiken", "rackbeat"]), kind: z.enum(KINDS), count: z.number() }),
  ),
  /** The kinds that it is for. */
  kinds: z.array(z.enum(KINDS)),
  /** Why it stands still, as a whole. */
  failure: explanationSchema.nullable(),
  finishedAt: z.string().nullable(),
  closedAt: z.string().nullable(),
  counts: z.array(countSchema),
  /** How many rows a minute are written just now; null: it has only begun, or stands still. */
  rowsPerMinute: z.number().nullable(),
});
export type ShownImport = z.infer<typeof importSchema>;

/** How far the import has come: what the page and the API tell the browser. */
export const importStateSchema = z.object({
  isConnected: z.boolean(),
  /** Null: it never ran, so it can still be done. */
  import: importSchema.nullable(),
});
export type ImportState = z.infer<typeof importStateSchema>;
