import { Decimal } from "decimal.js";
import { z } from "zod";

/** Prices, rates and quantities: at most 6 decimals. */
export const decimal = z
  .number()
  .refine((value) => new Decimal(value).decimalPlaces() <= 6, { error: "at most 6 decimals" });

export const percent = decimal.min(0).max(100);

/** Half up to whole øre, as a number fit for JSON. */
export function toOre(value: Decimal): number {
  return value.toDecimalPlaces(2, Decimal.ROUND_HALF_UP).toNumber();
}

export function toSixPlaces(value: Decimal): number {
  return value.toDecimalPlaces(6, Decimal.ROUND_HALF_UP).toNumber();
}

/** Leaves out the keys that were not given, so that an update touches only what it names. */
export function given<Input extends object>(
  input: Input,
): { [Key in keyof Input]?: Exclude<Input[Key], undefined> } {
  const entries = Object.entries(input).filter(([, value]) => value !== undefined);
  // Only undefined values were dropped, so every remaining key has the type it had.
  return Object.fromEntries(entries) as { [Key in keyof Input]?: Exclude<Input[Key], undefined> };
}

/** The names of the fields that an update changes. */
export function changedFields(row: object, update: object): string[] {
  const current = new Map<string, unknown>(Object.entries(row));
  return Object.entries(update)
    .filter(([field, value]) => current.get(field) !== value)
    .map(([field]) => field);
}
