import type { VatTreatment } from "@/db/schema/mappings";

/**
 * Words that make it plain why a product group is sold at 0 % at home: printed books are exempt
 * (merverdiavgiftsloven § 6-3, audio and electronic books § 6-4), and a gift card is a means of payment, no sale.
 */
const PLAIN_WORDS = [
  {
    words: /^((lyd|lære|barne|fag|skole|e)?(bok|bøker|bøger)|books?|böcker)$/,
    treatment: "exempt",
  },
  { words: /^(gavekort|presentkort|giftcard)$/, treatment: "outside" },
] as const satisfies readonly { words: RegExp; treatment: VatTreatment }[];

export type ZeroSuggestion = (typeof PLAIN_WORDS)[number]["treatment"];

/** A proposal to confirm, or null: for most groups nothing but the user knows. */
export function suggestZeroTreatment(groupName: string): ZeroSuggestion | null {
  const words = groupName
    .toLowerCase()
    .replaceAll(/\bgift cards?\b/g, "giftcard")
    .replaceAll("e-b", "eb")
    .split(/[^\p{L}]+/u);
  const matching = PLAIN_WORDS.filter((plain) => words.some((word) => plain.words.test(word)));
  const [only, ...others] = matching;
  return only && others.length === 0 ? only.treatment : null;
}
