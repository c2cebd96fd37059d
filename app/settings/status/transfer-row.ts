import type { z } from "zod";
import type { Zod } from "@/app/fetch-json";
import type { Transfer } from "@/db/schema/transfers";
import { FIXERS } from "@/lib/errors/fixers";

/** `isExact`: the very document; else the system's front page. */
export const addressSchema = (z: Zod) => z.object({ href: z.string(), isExact: z.boolean() });

const outsideSchema = (z: Zod) =>
  addressSchema(z).extend({ system: z.enum(["fiken", "rackbeat"]) });

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

/** A problem in words, who can put it right, and where: a page of ours, or an address in one of the systems. */
export const problemSchema = (z: Zod) =>
  z.object({
    code: z.string(),
    cause: z.string(),
    fix: z.string(),
    who: z.enum(FIXERS),
    place: z.enum(["mapping", "mapping-sales", "mapping-purchase", "set-up"]).nullable(),
    outside: outsideSchema(z).nullable(),
  });

/** What the browser may know of a transfer: the same shape from the page and from the API. */
export const transferRowSchema = (z: Zod) =>
  z.object({
    id: z.string(),
    kind: z.enum(KINDS),
    number: z.string(),
    state: z.enum(TRANSFER_STATES),
    partyName: z.string().nullable(),
    documentDate: z.string().nullable(),
    currency: z.string().nullable(),
    totalMinor: z.number().nullable(),
    requestedAt: z.string(),
    problems: z.array(problemSchema(z)),
    /** What the user may decide of a document that is not in Rackbeat what it is in Fiken. */
    decisions: z.array(z.enum(["keep", "reverse"])),
    /** The company that it rests with, where that is not connected now: nothing can be done about it until it is. */
    restsWith: z.string().nullable(),
  });
export type TransferRow = z.infer<ReturnType<typeof transferRowSchema>>;
export type ProblemRow = z.infer<ReturnType<typeof problemSchema>>;
