import { organization } from "@/lib/bookkeeping/contact/contact-match";
import { isNorwegianOrganization } from "@/lib/organization-number";

/** Shorter ones are typed for want of a number. */
const SHORTEST = 6;

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
