import { badRequest } from "./refusal";

/** NOK per unit, in ten-thousandths: one day's rates, so that tests can compute what Fiken would. */
const RATES: Record<string, number> = {
  NOK: 10_000,
  EUR: 115_000,
  USD: 105_000,
  GBP: 135_000,
  SEK: 10_200,
  DKK: 15_400,
  CHF: 122_000,
  ISK: 760,
  PLN: 27_000,
  JPY: 700,
};

export function requireCurrency(currency: string): void {
  if (RATES[currency] === undefined) throw badRequest(`Ukjent valuta: ${currency}`);
}

/** The amount in øre, at the day's rate. */
export function inNok(amount: number, currency: string): number {
  requireCurrency(currency);
  const tenThousandths = Math.abs(amount) * (RATES[currency] ?? 0);
  return Math.sign(amount) * Math.floor((tenThousandths + 5000) / 10_000) || 0;
}
