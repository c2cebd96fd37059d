import { z } from "zod";
import { TRANSFER_STATES } from "../status/transfer-row";

export const RECONCILIATIONS_KEY = "reconciliations";

export const RESULTS = [
  "equal",
  "kept",
  "draft",
  "missing",
  "changed",
  "deleted",
  "extra",
] as const;
export type ResultName = (typeof RESULTS)[number];

/** Amounts in the smallest unit of the currency. */
const rowSchema = z.object({
  id: z.string(),
  kind: z.enum(["customer_invoice", "supplier_invoice"]),
  number: z.string(),
  transferId: z.string().nullable(),
  documentDate: z.string().nullable(),
  partyName: z.string().nullable(),
  currency: z.string(),
  rackbeatMinor: z.number().nullable(),
  fikenMinor: z.number().nullable(),
  differenceMinor: z.number(),
  result: z.enum(RESULTS),
  /** The fields that differ, in words and the sum apart: that is shown anyway. */
  differences: z.array(z.string()),
  /** Only of one that is missing; `state` null: nobody had told of it. */
  reason: z
    .object({ state: z.enum(TRANSFER_STATES).nullable(), cause: z.string().nullable() })
    .nullable(),
});
export type ReconciliationRowState = z.infer<typeof rowSchema>;

/** What the page shows, and what the API answers: the newest reconciliation and a page of its rows. */
export const reconciliationStateSchema = z.object({
  newest: z
    .object({
      id: z.string(),
      periodFrom: z.string(),
      periodTo: z.string(),
      startedAt: z.string(),
      finishedAt: z.string().nullable(),
      failure: z.object({ cause: z.string(), fix: z.string() }).nullable(),
      counts: z.record(z.string(), z.number()),
    })
    .nullable(),
  /** What is proposed to be reconciled. */
  proposed: z.object({ from: z.string(), to: z.string() }),
  rows: z.array(rowSchema),
  /** More rows than are shown; the CSV has them all. */
  hasMore: z.boolean(),
});
export type ReconciliationState = z.infer<typeof reconciliationStateSchema>;
