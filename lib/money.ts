import { Decimal } from "decimal.js";

/**
 * Exact decimals and whole minor units (øre); never floats. A decimal travels as text ("99.95") and is
 * computed with as a Decimal; 40 digits hold any product of two Rackbeat figures (6 places each) exactly.
 */
export const Exact = Decimal.clone({ precision: 40, rounding: Decimal.ROUND_HALF_UP });

/** Minor units (øre), rounded half away from zero. Throws outside the whole numbers a JavaScript number holds. */
export function toMinor(amount: Decimal.Value): number {
  const minor = new Exact(amount).times(100).toDecimalPlaces(0, Decimal.ROUND_HALF_UP);
  const value = minor.toNumber();
  if (!Number.isSafeInteger(value)) throw new RangeError(`${amount} is too large for minor units`);
  return value === 0 ? 0 : value;
}

/** "1234.50" of 123450 øre. */
export function fromMinor(minor: number): string {
  return new Exact(minor).dividedBy(100).toFixed(2);
}
