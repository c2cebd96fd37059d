import { expect, test } from "vitest";
import { invoicedParty } from "./party";

const NOTHING = {
  country: null,
  organizationNumber: null,
  vatNumber: null,
  fikenOrganizationNumber: null,
};

test.each([
  { name: "nothing is known", known: {}, party: { country: null, countryFrom: null } },
  {
    name: "the Fiken company has a Norwegian number",
    known: { fikenOrganizationNumber: "974760673" },
    party: { country: "NO", countryFrom: "fiken", organizationNumber: "974760673" },
  },
  {
    name: "its check digit is wrong",
    known: { fikenOrganizationNumber: "974760674" },
    party: { country: null, countryFrom: null, organizationNumber: "974760674" },
  },
  {
    name: "a person has said otherwise",
    known: { fikenOrganizationNumber: "974760673", country: "DK", organizationNumber: "31908765" },
    party: { country: "DK", countryFrom: "person", organizationNumber: "31908765" },
  },
  {
    name: "a person's organisation number alone makes no country",
    known: { organizationNumber: "974760673" },
    party: { country: null, countryFrom: null, organizationNumber: "974760673" },
  },
])("where $name", ({ known, party }) => {
  expect(invoicedParty({ ...NOTHING, ...known })).toMatchObject(party);
});
