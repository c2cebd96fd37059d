import { z } from "zod";
import { z as answerZod } from "@/app/answer-zod";
import { previewedSchema } from "../preview/preview-state";
import { voucherSchema } from "../preview/voucher-shape";
import { addressSchema, transferRowSchema } from "../status/transfer-row";

/** What a transfer is of; the page speaks of that. */
export const SUBJECTS = ["document", "party", "item", "stock"] as const;

const postingSchema = z.object({
  id: z.string(),
  kind: z.string(),
  state: z.enum(["intent", "accepted", "adopted", "refused", "missing", "reversed"]),
  at: z.string(),
  /** Until its outcome was known. */
  tookMs: z.number().nullable(),
  lookUps: z.number(),
  /** What Fiken said. */
  said: z.string().nullable(),
});

/** One transfer with all that happened to it: the same shape from the page and from the API. */
export const transferDetailsSchema = transferRowSchema(answerZod).extend({
  subject: z.enum(SUBJECTS),
  vatMinor: z.number().nullable(),
  fikenKind: z.string().nullable(),
  fikenId: z.number().nullable(),
  fikenRequests: z.number(),
  attempts: z.number(),
  /** From booked in Rackbeat to read back from Fiken; null while that has not happened. */
  bookedToVerifiedMs: z.number().nullable(),
  events: z.array(
    z.object({ id: z.number(), at: z.string(), event: z.string(), note: z.string().nullable() }),
  ),
  postings: z.array(postingSchema),
  links: z.object({
    fiken: addressSchema(answerZod).nullable(),
    rackbeat: addressSchema(answerZod),
  }),
  /** Why it is left out, by our rules; or in the user's own words where they skipped it. */
  leftOut: z.string().nullable(),
  skipReason: z.string().nullable(),
  /** As it was sent; null before that, and where it is no document. */
  voucher: voucherSchema.nullable(),
});
export type TransferDetails = z.infer<typeof transferDetailsSchema>;
export type ShownPosting = z.infer<typeof postingSchema>;

const shownLineSchema = z.object({
  text: z.string().nullable(),
  quantity: z.string().nullable(),
  account: z.string().nullable(),
  vatType: z.string().nullable(),
  vatRate: z.string().nullable(),
  netMinor: z.number().nullable(),
  vatMinor: z.number().nullable(),
});
export type SideLine = z.infer<typeof shownLineSchema>;

const sideSchema = z.object({ lines: z.array(shownLineSchema).nullable() }).nullable();
const factValue = z.union([z.string(), z.number()]).nullable();

/** What Rackbeat says and what Fiken holds. Null: it is not there. */
export const bothSidesSchema = z.object({
  facts: z.array(z.object({ name: z.string(), rackbeat: factValue, fiken: factValue })),
  rackbeat: sideSchema,
  fiken: sideSchema,
});
export type BothSides = z.infer<typeof bothSidesSchema>;

const changeSchema = z.object({
  field: z.enum([
    "date",
    "dueDate",
    "currency",
    "party",
    "identifier",
    "line",
    "account",
    "vatType",
    "netMinor",
    "vatMinor",
    "description",
  ]),
  line: z.number().nullable(),
  before: factValue,
  after: factValue,
});
export type ReplayChange = z.infer<typeof changeSchema>;

export const replaySchema = z.object({
  today: previewedSchema,
  /** Null where nothing was sent, or nothing can be booked today. */
  changes: z.array(changeSchema).nullable(),
});
