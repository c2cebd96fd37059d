import { toMinor } from "@/lib/money";

/** An amount as people write it: grouped by spaces, points or commas, with up to two decimals, and perhaps a sign. */
const AMOUNT = /^[-−]?(?<whole>\d{1,3}(?:[ .,]\d{3})+|\d{1,12})(?:[.,](?<decimals>\d{1,2}))?$/;

/**
 * The amounts in the smallest unit that may be meant, without their sign; null where it is none. "1 234,50" is that
 * amount; "1 234", which has no decimals, is all from 1 234,00 to 1 234,99.
 */
export function readAmount(typed: string): { from: number; to: number } | null {
  const groups = AMOUNT.exec(typed.trim().replaceAll(/\s/g, " "))?.groups;
  if (!groups) return null;
  const whole = (groups.whole ?? "").replaceAll(/[ .,]/g, "");
  const { decimals } = groups;
  if (decimals === undefined) return { from: toMinor(whole), to: toMinor(`${whole}.99`) };
  const minor = toMinor(`${whole}.${decimals}`);
  return { from: minor, to: minor };
}
