import { type Level, type Matches, matchPairs } from "./match-pairs";

/** What a product in Fiken is recognised by. */
export type ProductTraits = {
  /** Fiken's id. */
  key: string;
  /** Rackbeat's number that it is bound to, as `numberTrait` has it. */
  bound: string | null;
  /** As `numberTrait` has it. */
  number: string | null;
  name: string;
  inactive: boolean;
};

/** The same of a product or lot in Rackbeat. */
export type ItemTraits = {
  /** Its number as Rackbeat spells it. */
  key: string;
  /** As `numberTrait` has it. */
  number: string;
  name: string;
};

export type ProductMatchedBy = "binding" | "number" | "name";

type ProductLevel = Level<ProductTraits, ItemTraits, ProductMatchedBy>;

const BOUND: ProductLevel = {
  by: "binding",
  theirs: ({ bound }) => bound,
  ours: ({ number }) => number,
  verdict: () => "same",
};

const LEVELS: readonly ProductLevel[] = [
  {
    by: "number",
    theirs: ({ number }) => number,
    ours: ({ number }) => number,
    verdict: () => "same",
  },
  {
    by: "name",
    theirs: ({ name }) => name || null,
    ours: ({ name }) => name || null,
    // Sizes and colours share a name and differ in their numbers.
    verdict: ({ number }) => (number === null ? "same" : "perhaps"),
  },
];

/** Which products are which products or lots in Rackbeat. */
export function matchProducts(
  products: readonly ProductTraits[],
  items: readonly ItemTraits[],
): Matches<ProductMatchedBy> {
  return matchPairs(products, items, { bound: BOUND, levels: LEVELS });
}

/** Two numbers that differ in case alone are one to whoever searches for them. */
export function numberTrait(number: string): string {
  return number.trim().toLowerCase();
}
