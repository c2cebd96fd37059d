import { expect, test } from "vitest";
import { aContact } from "@/tests/support/parties";
import { matchContacts, sameParty } from "./contact-match";

const request = {
  name: "Kunde AS",
  memberNumberString: "RB-C-1001",
  organizationNumber: "999888777",
  email: "Post@kunde.no",
};

test.each([
  { by: "memberNumberString", hit: { memberNumberString: "RB-C-1001" }, same: true },
  { by: "memberNumberString", hit: { memberNumberString: null }, same: true },
  { by: "memberNumberString", hit: { memberNumberString: "RB-C-1002" }, same: false },
  { by: "organizationNumber", hit: { organizationNumber: "999 888 777" }, same: true },
  { by: "organizationNumber", hit: { organizationNumber: "NO999888777MVA" }, same: true },
  { by: "organizationNumber", hit: { organizationNumber: null }, same: false },
  {
    by: "organizationNumber",
    hit: { organizationNumber: "999888777", memberNumberString: "RB-C-2" },
    same: false,
  },
  {
    by: "organizationNumber",
    hit: { organizationNumber: "999888777", memberNumberString: "RB-S-2" },
    same: true,
  },
  { by: "email", hit: { email: "post@KUNDE.no" }, same: true },
  { by: "email", hit: { email: "post@kunde.no", organizationNumber: "111222333" }, same: false },
  { by: "email", hit: { email: null }, same: false },
  { by: "name", hit: { name: "kunde as" }, same: true },
  { by: "name", hit: { name: "Kunde AS avd. Oslo" }, same: false },
] as const)("by $by, $hit is the same party: $same", ({ by, hit, same }) => {
  expect(sameParty(request, by, aContact(hit))).toBe(same);
});

test("a question without an answer on our side matches nobody", () => {
  expect(sameParty({ name: "Kunde AS" }, "email", aContact())).toBe(false);
  expect(sameParty({ name: "Kunde AS" }, "memberNumberString", aContact())).toBe(false);
});

test("active contacts go before inactive ones, which are taken only if there is no other", () => {
  const active = aContact({ contactId: 1 });
  const inactive = aContact({ contactId: 2, inactive: true });

  expect(matchContacts(request, "name", [inactive, active])).toEqual([active]);
  expect(matchContacts(request, "name", [inactive])).toEqual([inactive]);
});

test("several of the same are several, for a person to decide", () => {
  const hits = [aContact({ contactId: 1 }), aContact({ contactId: 2 })];
  expect(matchContacts(request, "name", hits)).toEqual(hits);
});

test.each([
  { key: "RB-S-2", same: false },
  { key: "RB-C-2", same: true },
  { key: "M-7", same: true },
])("for a supplier, a contact of the same number with the key $key is the same: $same", (row) => {
  const supplier = { ...request, memberNumberString: "RB-S-2001" };
  const hit = aContact({ organizationNumber: "999888777", memberNumberString: row.key });
  expect(sameParty(supplier, "organizationNumber", hit)).toBe(row.same);
});
