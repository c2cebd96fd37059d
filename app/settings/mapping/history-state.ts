import { z } from "zod";
import type { MappingOrigin } from "@/db/schema/mapping-changes";
import { mappingStateSchema, TREATMENTS } from "./mapping-state";
import { IMPORT_TYPES, PURCHASE_TREATMENTS } from "./purchase-state";
import { ZONES } from "./zones";

const ORIGINS = ["settings_page"] as const satisfies MappingOrigin[];

const treatmentSchema = z.enum([...TREATMENTS, ...PURCHASE_TREATMENTS]);
const sideSchema = z.enum(["sales", "purchase"]);

/** An account as it was called when it was looked up; only its code, where the chart has it no more. */
const accountSchema = z
  .object({
    account: z.string(),
    name: z.string(),
    /** What is bought abroad, where it is: the same account may take both goods and services. */
    importType: z.enum(IMPORT_TYPES).nullable(),
  })
  .nullable();

const ruleSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("account"),
    side: sideSchema,
    /** "2 Møbler"; null: lines without a product. */
    group: z.string().nullable(),
    treatment: treatmentSchema,
    before: accountSchema,
    after: accountSchema,
  }),
  z.object({
    kind: z.literal("vat"),
    side: sideSchema,
    /** Null: the general rule. */
    group: z.string().nullable(),
    zone: z.enum(ZONES),
    before: treatmentSchema.nullable(),
    after: treatmentSchema.nullable(),
  }),
]);
export type HistoryRule = z.infer<typeof ruleSchema>;

const changeSchema = z.object({
  id: z.number(),
  at: z.string(),
  origin: z.enum(ORIGINS),
  /** When the change was made that this one took back. */
  undoes: z.string().nullable(),
  released: z.number(),
  rules: z.array(ruleSchema),
  /** Something of it still is as it left it. */
  canUndo: z.boolean(),
});
export type HistoryChange = z.infer<typeof changeSchema>;

/** A page of the history of the mapping, newest first. */
export const historyPageSchema = z.object({
  changes: z.array(changeSchema),
  /** Where the next page begins; null on the last. */
  nextBefore: z.number().nullable(),
});
export type HistoryPage = z.infer<typeof historyPageSchema>;

export const undoneSchema = z.object({
  /** How many rules are as they were before. */
  undone: z.number(),
  released: z.number(),
  state: mappingStateSchema,
});
