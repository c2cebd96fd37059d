import { type Level, type Matches, matchPairs, type Verdict } from "./match-pairs";

/** What a contact in Fiken is recognised by, as one role: customers and suppliers are separate series in Rackbeat. */
export type ContactTraits = {
  /** Fiken's id. */
  key: string;
  /** Rackbeat's number that it is bound to. */
  bound: string | null;
  organization: string | null;
  /** Rackbeat's number in our own key (`RB-C-1001`). */
  member: string | null;
  number: string | null;
  email: string | null;
  name: string;
  inactive: boolean;
};

/** The same of a customer or supplier in Rackbeat, whose key is its number. */
export type PartyTraits = {
  key: string;
  organization: string | null;
  email: string | null;
  name: string;
};

export type PartyMatchedBy =
  | "binding"
  | "organization_number"
  | "member_number"
  | "number"
  | "email"
  | "name";

type PartyLevel = Level<ContactTraits, PartyTraits, PartyMatchedBy>;

const BOUND: PartyLevel = {
  by: "binding",
  theirs: ({ bound }) => bound,
  ours: ({ key }) => key,
  verdict: () => "same",
};

/** In the order of certainty. Another organisation number speaks against all of them. */
const LEVELS: readonly PartyLevel[] = [
  {
    by: "organization_number",
    theirs: ({ organization }) => organization,
    ours: ({ organization }) => organization,
    verdict: () => "same",
  },
  {
    by: "member_number",
    theirs: ({ member }) => member,
    ours: ({ key }) => key,
    // A key may be of another agreement's, where the company had one before.
    verdict: (contact, party) => (isOtherCompany(contact, party) ? "perhaps" : "same"),
  },
  {
    by: "number",
    theirs: ({ number }) => number,
    ours: ({ key }) => key,
    verdict: verdictOnNumber,
  },
  {
    by: "email",
    theirs: ({ email }) => email,
    ours: ({ email }) => email,
    verdict: (contact, party) => (isOtherCompany(contact, party) ? "other" : "same"),
  },
  {
    by: "name",
    theirs: ({ name }) => name || null,
    ours: ({ name }) => name || null,
    verdict: (contact, party) => {
      if (isOtherCompany(contact, party)) return "other";
      return differ(contact.email, party.email) ? "perhaps" : "same";
    },
  },
];

/** Which contacts are which parties in Rackbeat. */
export function matchParties(
  contacts: readonly ContactTraits[],
  parties: readonly PartyTraits[],
): Matches<PartyMatchedBy> {
  return matchPairs(contacts, parties, { bound: BOUND, levels: LEVELS });
}

/**
 * Fiken and Rackbeat both count their customers by themselves, and begin alike: an equal number says little unless
 * something else is equal too.
 */
function verdictOnNumber(contact: ContactTraits, party: PartyTraits): Verdict {
  if (isOtherCompany(contact, party)) return "other";
  const isSameName = contact.name !== "" && contact.name === party.name;
  const isSameEmail = contact.email !== null && contact.email === party.email;
  if (isSameName || isSameEmail) return "same";
  return differ(contact.email, party.email) ? "other" : "perhaps";
}

type Company = { organization: string | null };

export function isOtherCompany(one: Company, other: Company): boolean {
  return differ(one.organization, other.organization);
}

export function differ(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && one !== other;
}
