import { z } from "zod";
import { z as answerZod } from "@/app/answer-zod";
import { KINDS, problemSchema } from "../status/transfer-row";
import { voucherSchema } from "./voucher-shape";

/** How many of the newest may be asked for at once. */
export const COUNTS = [5, 10, 20] as const;
export const DEFAULT_COUNT = COUNTS[0];

const totalsRowSchema = z.object({
  total: z.enum(["net", "vat", "gross"]),
  documentMinor: z.number(),
  voucherMinor: z.number(),
});
export type ShownTotals = z.infer<typeof totalsRowSchema>[];

/** A document of Rackbeat as it would be booked: the same shape from every page that previews. */
export const previewedSchema = z.object({
  kind: z.enum(KINDS),
  number: z.string(),
  partyName: z.string().nullable(),
  date: z.string().nullable(),
  currency: z.string(),
  /** Null with the problems that keep it from being made, or where it leaves nothing to book. */
  booked: z.object({ voucher: voucherSchema, totals: z.array(totalsRowSchema) }).nullable(),
  problems: z.array(problemSchema(answerZod)),
  leftOut: z.string().nullable(),
});
export type Previewed = z.infer<typeof previewedSchema>;

export const previewSchema = z.object({ documents: z.array(previewedSchema) });
export type Preview = z.infer<typeof previewSchema>;
