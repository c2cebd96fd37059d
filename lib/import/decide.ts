import { type Duplicate, type DuplicateRules, findDuplicates } from "./match-duplicates";
import type { Match, Matches } from "./match-pairs";
import {
  type ContactTraits,
  differ,
  isOtherCompany,
  matchParties,
  type PartyMatchedBy,
} from "./match-parties";
import { matchProducts, type ProductMatchedBy, type ProductTraits } from "./match-products";
import { assignPartyNumbers, assignProductNumbers, type NumberClaim } from "./row-numbers";
import type { ReadItemTraits, ReadPartyTraits, ReadProductTraits } from "./traits";

type MatchedBy = PartyMatchedBy | ProductMatchedBy;

/** What is known of one in Fiken beside all others, before it is read in whole. */
export type Decision = {
  /** Fiken's id. */
  key: string;
  /** Null: Rackbeat has nothing like it. */
  match: Match<MatchedBy> | null;
  duplicate: Duplicate<MatchedBy> | null;
  /** The number that a new one gets: nobody else's, whatever is chosen for the other rows. */
  number: string;
  /** Rackbeat's number that it would have had. */
  wanted: string | null;
  /** Inactive, and inactive ones were not asked for. */
  isLeftOut: boolean;
};

type Asked = { includeInactive: boolean };

/** In the order of Fiken's ids. The order of the lists does not matter. */
export function decideParties(
  contacts: readonly ContactTraits[],
  parties: readonly ReadPartyTraits[],
  asked: Asked,
): Decision[] {
  const usable = parties.filter((party) => party.usable);
  const matches = matchParties(contacts, usable);
  const claims = inOrderOfClaim(contacts, matches, asked).map(({ key, bound, number }) => ({
    key,
    // What was bound and is gone in Rackbeat comes back under its number.
    wanted: bound ?? number,
  }));
  return decisionsOf(contacts, asked, {
    matches,
    duplicates: findDuplicates(considered(contacts, asked), partyRules(matches)),
    claims,
    numbers: assignPartyNumbers(claims, new Set(parties.map(({ key }) => key))),
  });
}

/** The same for products. */
export function decideProducts(
  products: readonly ReadProductTraits[],
  items: readonly ReadItemTraits[],
  asked: Asked,
): Decision[] {
  const usable = items.filter((item) => item.usable);
  const matches = matchProducts(products, usable);
  const claims = inOrderOfClaim(products, matches, asked);
  return decisionsOf(products, asked, {
    matches,
    duplicates: findDuplicates(considered(products, asked), productRules(matches)),
    claims,
    numbers: assignProductNumbers(claims, new Set(items.map(({ key }) => key))),
  });
}

type Traits = { key: string; inactive: boolean };

type Found<By extends MatchedBy> = {
  matches: Matches<By>;
  duplicates: Map<string, Duplicate<By>>;
  claims: readonly NumberClaim[];
  numbers: Map<string, string>;
};

function decisionsOf<By extends MatchedBy>(
  fiken: readonly Traits[],
  { includeInactive }: Asked,
  { matches, duplicates, claims, numbers }: Found<By>,
): Decision[] {
  const wanted = new Map(claims.map((claim) => [claim.key, claim.wanted]));
  return fiken.toSorted(byId).map(({ key, inactive }) => ({
    key,
    match: matches.get(key) ?? null,
    duplicate: duplicates.get(key) ?? null,
    number: numbers.get(key) ?? "",
    wanted: wanted.get(key) ?? null,
    isLeftOut: inactive && !includeInactive,
  }));
}

/** Those that will most likely be made claim their number first, so that what is proposed keeps it. */
function inOrderOfClaim<T extends Traits>(
  fiken: readonly T[],
  matches: ReadonlyMap<string, unknown>,
  { includeInactive }: Asked,
): T[] {
  const rank = ({ key, inactive }: T) =>
    (matches.has(key) ? 2 : 0) + (inactive && !includeInactive ? 1 : 0);
  return fiken.toSorted((one, other) => rank(one) - rank(other) || byId(one, other));
}

function considered<T extends Traits>(fiken: readonly T[], { includeInactive }: Asked): T[] {
  return fiken.filter(({ inactive }) => includeInactive || !inactive);
}

/** A company under the same name, or the same name with the same address, is the same. */
function partyRules(
  matches: Matches<PartyMatchedBy>,
): DuplicateRules<ContactTraits, PartyMatchedBy> {
  const joined = (one: string | null, name: string) => (one && name ? `${one}\n${name}` : null);
  return {
    certain: [
      { value: ({ organization, name }) => joined(organization, name) },
      { value: ({ email, name }) => joined(email, name), apart: isOtherCompany },
    ],
    doubtful: [
      // Branches and departments share their company's number.
      { by: "organization_number", value: ({ organization }) => organization },
      {
        by: "name",
        value: ({ name }) => name || null,
        apart: (one, other) => isOtherCompany(one, other) || differ(one.email, other.email),
      },
    ],
    rank: keepingRank(matches),
  };
}

function productRules(
  matches: Matches<ProductMatchedBy>,
): DuplicateRules<ProductTraits, ProductMatchedBy> {
  return {
    certain: [{ value: ({ number, name }) => (number && name ? `${number}\n${name}` : null) }],
    doubtful: [
      { by: "number", value: ({ number }) => number },
      { by: "name", value: ({ number, name }) => (number === null && name ? name : null) },
    ],
    rank: keepingRank(matches),
  };
}

/** What is in Rackbeat already is kept before what is not, and the active before the inactive. */
function keepingRank(matches: Matches<MatchedBy>): (one: Traits) => number {
  return ({ key, inactive }) => {
    const match = matches.get(key);
    return (match && "rackbeatKey" in match ? 0 : 2) + (inactive ? 1 : 0);
  };
}

function byId(one: Traits, other: Traits): number {
  return Number(one.key) - Number(other.key);
}
