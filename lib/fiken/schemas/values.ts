import { z } from "zod";

/** Fiken leaves absent fields out, or sends null: both are null here. */
export const optional = <T extends z.ZodType>(schema: T) =>
  schema.nullish().transform((value) => value ?? null);

/** Absent, null and "" are the same: not there. */
export const optionalText = z
  .string()
  .nullish()
  .transform((text) => text?.trim() || null);

/** A flag that is off unless Fiken says otherwise. */
export const flag = z
  .boolean()
  .nullish()
  .transform((value) => value ?? false);

/** Whole øre (or the smallest unit of the document's currency). */
export const minor = z.number().int();

export const fikenId = z.number().int().positive();

/** `yyyy-mm-dd`: Fiken has no time of day. */
export const day = z.iso.date();

export const listOf = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .nullish()
    .transform((items) => items ?? []);
