import { z } from "zod";
import { countryCodeOf } from "@/lib/bookkeeping/contact/country";
import { toMinor } from "@/lib/money";
import { monthSchema } from "./params";

/** What the dashboard's forms send, as text. */
export const day = z.iso.date();

export const reason = z.string().trim().min(1).max(500);

/** Left empty: null. */
export const dayOrNone = z.union([z.literal("").transform(() => null), day]);

export const monthOrNone = z.union([z.literal("").transform(() => null), monthSchema]);

export const textOrNone = z
  .string()
  .trim()
  .max(100)
  .transform((text) => text || null);

/** "NO" of "no"; two letters that are no country's are refused. */
export const countryOrNone = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^([A-Z]{2})?$/)
  .transform((typed, context) => {
    const code = countryCodeOf(typed);
    if (typed !== "" && code === null) context.addIssue(`${typed} is no country`);
    return code;
  });

/** Øre of "399" or "399,50". */
export const kroner = z
  .string()
  .trim()
  .regex(/^\d{1,7}([.,]\d{1,2})?$/)
  .transform((text) => toMinor(text.replace(",", ".")));

/** A ticked box. */
export const confirmed = z.literal("on");

export const installationId = z.uuid();
export const rowId = z.coerce.number().int().positive();
