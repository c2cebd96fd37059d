import { z } from "zod";
import type { Transfer } from "@/db/schema/transfers";

export const TRANSFER_STATES = [
  "pending",
  "working",
  "posted",
  "verified",
  "held",
  "checking",
  "failed",
  "unchanged",
  "excluded",
  "skipped",
] as const satisfies Transfer["state"][];

export const KINDS = [
  "customer",
  "supplier",
  "product",
  "lot",
  "customer_invoice",
  "customer_credit_note",
  "supplier_invoice",
  "supplier_credit_note",
  "stock_level",
] as const;

/** A problem in words, and the page on which it is solved; null where that is in Rackbeat or Fiken. */
export const problemSchema = z.object({
  code: z.string(),
  cause: z.string(),
  fix: z.string(),
  place: z.enum(["mapping", "mapping-sales", "mapping-purchase", "set-up"]).nullable(),
});

/** What the browser may know of a transfer: the same shape from the page and from the API. */
export const transferRowSchema = z.object({
  id: z.string(),
  kind: z.enum(KINDS),
  number: z.string(),
  state: z.enum(TRANSFER_STATES),
  partyName: z.string().nullable(),
  documentDate: z.string().nullable(),
  currency: z.string().nullable(),
  totalMinor: z.number().nullable(),
  requestedAt: z.string(),
  problems: z.array(problemSchema),
});
export type TransferRow = z.infer<typeof transferRowSchema>;
export type ProblemRow = z.infer<typeof problemSchema>;

export const transferDetailsSchema = transferRowSchema.extend({
  vatMinor: z.number().nullable(),
  fikenKind: z.string().nullable(),
  fikenId: z.number().nullable(),
  fikenRequests: z.number(),
  attempts: z.number(),
  /** From booked in Rackbeat to read back from Fiken; null while that has not happened. */
  bookedToVerifiedMs: z.number().nullable(),
  events: z.array(z.object({ id: z.number(), at: z.string(), event: z.string() })),
});
export type TransferDetails = z.infer<typeof transferDetailsSchema>;
