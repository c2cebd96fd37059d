import { organization } from "@/lib/bookkeeping/contact/contact-match";

const WEIGHTS = [3, 2, 7, 6, 5, 4, 3, 2];
/** Shorter ones are typed for want of a number. */
const SHORTEST = 6;

/**
 * Whether nine digits are a Norwegian organisation number: they begin with 8 or 9, and the last one is the check digit
 * by modulus 11 (Brønnøysundregistrene, "Organisasjonsnummeret").
 */
export function isNorwegianOrganization(digits: string): boolean {
  if (!/^[89]\d{8}$/.test(digits)) return false;
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(digits[at]), 0);
  return (11 - (sum % 11)) % 11 === Number(digits[8]);
}

/**
 * What two parties are recognised by as the same company, however it is spelled. Null: there is none, or one that
 * cannot be right: nine digits that fail the check are a slip of the pen, which may be another's number.
 */
export function organizationTrait(text: string | null): string | null {
  const number = organization(text);
  if (isBrokenOrganization(text) || number.length < SHORTEST) return null;
  return /\d/.test(number) && !/^(.)\1*$/.test(number) ? number : null;
}

/** Nine digits, and no Norwegian organisation number. */
export function isBrokenOrganization(text: string | null): boolean {
  const number = organization(text);
  return /^\d{9}$/.test(number) && !isNorwegianOrganization(number);
}
