import { z } from "zod";
import { Exact } from "@/lib/money";

/** Rackbeat sends decimals as JSON numbers or as text, up to 6 places; ours are exact text. */
export const decimal = z
  .union([z.number(), z.string().regex(/^-?\d+(\.\d+)?$/)])
  .transform((value) => new Exact(String(value)).toFixed());

/** Keys arrive as numbers or text; ours are text. */
export const key = z.union([z.number().int(), z.string().min(1)]).transform(String);

/** Absent, null and "" are the same: not there. */
export const optionalText = z
  .string()
  .nullish()
  .transform((text) => text?.trim() || null);

/** `yyyy-mm-dd`, also where Rackbeat sends a moment. */
export const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}/)
  .transform((text) => text.slice(0, 10));

export const optional = <T extends z.ZodType>(schema: T) =>
  schema.nullish().transform((value) => value ?? null);
