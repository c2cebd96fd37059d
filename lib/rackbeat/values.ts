import { z } from "zod";
import { Exact } from "@/lib/money";
import { isCalendarDay, parseMoment, toCopenhagenIso } from "./moments";

/** Rackbeat sends decimals as JSON numbers or as text, up to 6 places; ours are exact text. */
export const decimal = z
  .union([z.number(), z.string().regex(/^-?\d+(\.\d+)?$/)])
  .transform((value) => new Exact(String(value)).toFixed());

/** Keys arrive as numbers or text; ours are text. */
export const key = z.union([z.number().int(), z.string().min(1)]).transform(String);

/** The number of a group, a payment term or a webhook: whole, as a number or as text. */
export const wholeNumber = z
  .union([z.number().int(), z.string().regex(/^\d{1,15}$/)])
  .transform(Number);

/** `true`, `1` and `"true"` alike. */
export const flag = z
  .union([z.boolean(), z.literal([0, 1, "0", "1", "true", "false"])])
  .transform((value) => value === true || value === 1 || value === "1" || value === "true");

/** Absent, null and "" are the same: not there. */
export const optionalText = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((text) => String(text ?? "").trim() || null);

/** A field that is guessed at: whatever else it holds is no reason to refuse the document. */
export const perhapsText = optionalText.catch(null);

/** As perhapsText: the key itself, or the number of the entity that the field holds. */
export const perhapsKey = z
  .unknown()
  .optional()
  .transform((value) => {
    const bare = key.safeParse(value);
    if (bare.success) return bare.data;
    const entity = z.object({ number: key }).safeParse(value);
    return entity.success ? entity.data.number : null;
  });

/** ISO 8601 with Copenhagen's offset: an instant whose first ten characters are Rackbeat's date. */
export const moment = z.string().transform((text, context) => {
  const instant = parseMoment(text);
  if (instant) return toCopenhagenIso(instant);
  context.addIssue({ code: "custom", message: `"${text.slice(0, 40)}" is no moment` });
  return z.NEVER;
});

/** `yyyy-mm-dd`, also where Rackbeat sends a moment (then Copenhagen's day). */
export const day = z.string().transform((text, context) => {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && isCalendarDay(text)) return text;
  const instant = parseMoment(text);
  if (instant) return toCopenhagenIso(instant).slice(0, 10);
  context.addIssue({ code: "custom", message: `"${text.slice(0, 40)}" is no date` });
  return z.NEVER;
});

export const optional = <T extends z.ZodType>(schema: T) =>
  z
    .preprocess((value) => (value === "" ? null : value), schema.nullish())
    .transform((value) => value ?? null);
