const WEIGHTS = [3, 2, 7, 6, 5, 4, 3, 2];

/**
 * Whether nine digits are a Norwegian organisation number: they begin with 8 or 9, and the last one is the check digit
 * by modulus 11 (Brønnøysundregistrene, "Organisasjonsnummeret"). Spaces between them are no matter.
 */
export function isNorwegianOrganization(text: string): boolean {
  const digits = text.replaceAll(/\s/g, "");
  if (!/^[89]\d{8}$/.test(digits)) return false;
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(digits[at]), 0);
  return (11 - (sum % 11)) % 11 === Number(digits[8]);
}
