import { Exact } from "@/lib/money";

type Taxed = { netMinor: number /** Percent. */; rate: string };
/** The VAT a line may carry, from `least` to `most`, and what it has got so far. */
type Share = { least: number; most: number; got: number; remainder: number };

/**
 * Spreads the document's VAT over its lines by largest remainder, in whole øre: the shares sum to `vatMinor`
 * and none is more than one øre from net × rate, which is what Fiken takes. Equal remainders go by line order,
 * so that the outcome depends on the document alone. A taxed line never ends with VAT 0 (Fiken refuses
 * "vatType: HIGH, but the VAT-amount is 0"), an untaxed one always does. Null where no such shares exist.
 */
export function allotVat(lines: readonly Taxed[], vatMinor: number): number[] | null {
  const shares = lines.map(shareOf);
  const missing = vatMinor - sum(shares);
  const step = Math.sign(missing);
  const takers = shares
    .filter(({ got, least, most }) => got + step >= least && got + step <= most)
    .sort((one, other) => step * (other.remainder - one.remainder));
  if (Math.abs(missing) > takers.length) return null;

  for (const share of takers.slice(0, Math.abs(missing))) share.got += step;
  return shares.map(({ got }) => got);
}

/** Each line's own VAT by its rate, rounded half away from zero: what a system without a document total charges. */
export function vatByLine(lines: readonly Taxed[]): number[] {
  return lines.map((line) => exactVat(line).toDecimalPlaces(0).toNumber() || 0);
}

function shareOf(line: Taxed): Share {
  const exact = exactVat(line);
  if (exact.isZero()) return { least: 0, most: 0, got: 0, remainder: 0 };

  const away = exact.isPositive() ? { least: 1 } : { most: -1 };
  const range = { least: exact.minus(1).ceil().toNumber(), most: exact.plus(1).floor().toNumber() };
  const least = Math.max(range.least, away.least ?? Number.NEGATIVE_INFINITY);
  const most = Math.min(range.most, away.most ?? Number.POSITIVE_INFINITY);
  const floor = exact.floor();
  const got = Math.min(Math.max(floor.toNumber(), least), most);
  return { least, most, got, remainder: exact.minus(got).toNumber() };
}

function exactVat({ netMinor, rate }: Taxed) {
  return new Exact(netMinor).times(rate).dividedBy(100);
}

function sum(shares: Share[]): number {
  return shares.reduce((total, { got }) => total + got, 0);
}
