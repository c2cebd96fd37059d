import { z } from "zod";
import type { ImportChoice } from "@/db/schema/imports";
import { OUTCOMES } from "@/lib/import/outcome";
import { ACTIONS, KINDS } from "./import-state";

export const IMPORT_ROWS_KEY = ["import", "rows"] as const;

/** What a person may choose for a row: `fill` writes what Rackbeat lacks, `overwrite` all that differs. */
export const CHOICES = [
  "create",
  "link",
  "fill",
  "overwrite",
  "skip",
] as const satisfies ImportChoice[];

const shownSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]);

const rowSchema = z.object({
  id: z.string(),
  kind: z.enum(KINDS),
  name: z.string(),
  identity: z.string().nullable(),
  action: z.enum(ACTIONS),
  outcome: z.enum(OUTCOMES),
  /** A person chose something else than the plan had proposed. */
  isChosen: z.boolean(),
  rackbeatKey: z.string().nullable(),
  /** In words: what the row was found by. */
  matchedBy: z.string().nullable(),
  changes: z.array(z.object({ field: z.string(), before: shownSchema, after: shownSchema })),
  options: z.array(
    z.object({
      choice: z.enum(CHOICES),
      rackbeatKey: z.string().nullable(),
      label: z.string(),
      /** How many fields it writes. */
      changeCount: z.number(),
      isCurrent: z.boolean(),
    }),
  ),
  stock: z.string().nullable(),
  problems: z.array(z.object({ cause: z.string(), fix: z.string() })),
});
export type ShownRow = z.infer<typeof rowSchema>;
export type RowOption = ShownRow["options"][number];

/** One page of rows; a cursor is null where there is nothing more on that side. */
export const importRowPageSchema = z.object({
  rows: z.array(rowSchema),
  /** Of all that the filter lets through. */
  total: z.number(),
  /** How many of them come before this page. */
  offset: z.number(),
  previous: z.string().nullable(),
  next: z.string().nullable(),
});
export type ImportRowPage = z.infer<typeof importRowPageSchema>;

/** Which rows are looked at; null and "" restrict nothing. */
export const rowFilterSchema = z.object({
  kind: z.enum(KINDS).nullable(),
  action: z.enum(ACTIONS).nullable(),
  outcome: z.enum(OUTCOMES).nullable(),
  withProblems: z.boolean(),
  search: z.string().max(200),
});
export type RowFilter = z.infer<typeof rowFilterSchema>;
export const EVERY_ROW: RowFilter = {
  ...{ kind: null, action: null, outcome: null, withProblems: false, search: "" },
};

/** Rows one by one, or all that a filter lets through, with exceptions. */
export const rowTargetSchema = z.union([
  z.object({ rowIds: z.array(z.uuid()).min(1).max(1_000) }),
  z.object({ filter: rowFilterSchema }),
]);
export type RowTarget = z.infer<typeof rowTargetSchema>;
