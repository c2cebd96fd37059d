import fc from "fast-check";
import { expect, test } from "vitest";
import type { FikenContactRequest } from "@/lib/fiken/schemas/contacts";
import { contactRequest } from "@/tests/sandbox/fiken/request-schemas";
import { aContact } from "@/tests/support/parties";
import { contactNeedsUpdate, contactUpdateOf } from "./contact-update";

const request: FikenContactRequest = {
  name: "Kunde AS",
  customer: true,
  memberNumberString: "RB-C-1001",
  organizationNumber: "999888777",
  email: "post@kunde.no",
  phoneNumber: "22334455",
  currency: "NOK",
  language: "NORWEGIAN",
  address: { streetAddress: "Storgata 1", city: "Oslo", country: "Norway" },
};

/** The contact as a GET shows it after the request: without phone, currency and member number. */
const shown = {
  organizationNumber: "999888777",
  email: "post@kunde.no",
  language: "Norwegian",
  address: { streetAddress: "Storgata 1", city: "Oslo", country: "Norway" },
};

test("Rackbeat's fields overwrite, what Fiken's user added stays, what Fiken hides is sent along", () => {
  const contact = aContact({
    ...shown,
    name: "Kunde AS (gammel)",
    email: "gammel@kunde.no",
    supplier: true,
    bankAccountNumber: "12345678903",
    discount: 10,
    daysUntilInvoicingDueDate: 30,
    groups: ["Forhandlere"],
  });
  const update = contactUpdateOf(contact, request, null);

  expect(contactRequest.parse(update)).toEqual({
    ...request,
    supplier: true,
    inactive: false,
    bankAccountNumber: "12345678903",
    discount: 10,
    daysUntilInvoicingDueDate: 30,
    groups: ["Forhandlere"],
  });
});

const { email: _, ...withoutEmail } = request;
test.each([
  { name: "ours", lastSent: request, email: undefined },
  { name: "Fiken's user's", lastSent: withoutEmail, email: "post@kunde.no" },
  { name: "anybody's", lastSent: null, email: "post@kunde.no" },
])("an e-mail that Rackbeat does not have and that was $name ends as $email", (row) => {
  const update = contactUpdateOf(aContact(shown), withoutEmail, row.lastSent);
  expect(update.email).toBe(row.email);
});

test.each([
  { name: "the other role's key", visible: "RB-S-2001", lastSent: null, key: "RB-S-2001" },
  { name: "a number typed by hand", visible: "M-7", lastSent: request, key: "M-7" },
  {
    name: "the other role's key, which Fiken hides",
    visible: null,
    lastSent: { ...request, memberNumberString: "RB-S-2001" },
    key: "RB-S-2001",
  },
  { name: "no key at all", visible: null, lastSent: null, key: "RB-C-1001" },
])("a contact with $name keeps or gets $key", ({ visible, lastSent, key }) => {
  const contact = aContact({ ...shown, memberNumberString: visible });
  expect(contactUpdateOf(contact, request, lastSent).memberNumberString).toBe(key);
});

test.each([
  { name: "barred in Rackbeat", contact: {}, inactive: true, result: true },
  { name: "also Fiken's own supplier", contact: { supplier: true }, inactive: true, result: false },
  { name: "active again", contact: { inactive: true }, inactive: false, result: false },
])("a customer who is $name is inactive in Fiken: $result", ({ contact, inactive, result }) => {
  const asked = { ...request, ...(inactive && { inactive }) };
  expect(contactUpdateOf(aContact({ ...shown, ...contact }), asked, request).inactive).toBe(result);
});

test.each([
  { name: "nothing", contact: {}, asked: {}, needed: false },
  {
    name: "the spelling of the country",
    contact: { address: { ...shown.address, country: "NO" } },
  },
  { name: "the spelling of the number", contact: { organizationNumber: "NO 999 888 777 MVA" } },
  { name: "the case of the e-mail", contact: { email: "Post@kunde.no" } },
  { name: "what Fiken's user added", contact: { discount: 5, bankAccountNumber: "12345678903" } },
  { name: "the phone, spaces apart, if shown", contact: { phoneNumber: "22 33 44 55" } },
  { name: "the name", asked: { name: "Kunde ASA" }, needed: true },
  { name: "the hidden phone", asked: { phoneNumber: "99887766" }, needed: true },
  { name: "the hidden currency", asked: { currency: "EUR" }, needed: true },
  { name: "the street", asked: { address: { city: "Oslo", country: "Norway" } }, needed: true },
  { name: "the language", asked: { language: "ENGLISH" as const }, needed: true },
  { name: "the role", contact: { customer: false, supplier: true }, needed: true },
  { name: "that it is barred", asked: { inactive: true }, needed: true },
])("where $name differs, a PUT is needed: $needed", ({ contact = {}, asked = {}, needed }) => {
  const existing = aContact({ ...shown, ...contact });
  expect(contactNeedsUpdate(existing, { ...request, ...asked }, request)).toBe(needed === true);
});

test("what Fiken hides and we never sent is sent", () => {
  expect(contactNeedsUpdate(aContact(shown), request, null)).toBe(true);
});

test("after a PUT no further one is needed, whatever was there before", () => {
  const text = fc.option(fc.constantFrom("a@b.no", "x@y.no"), { nil: undefined });
  const anyRequest = fc.record(
    {
      email: text,
      phoneNumber: fc.constantFrom("22334455", "99887766"),
      currency: fc.constantFrom("NOK", "EUR"),
      inactive: fc.boolean(),
      address: fc.constant({ city: "Bergen", country: "Norway" }),
    },
    { requiredKeys: [] },
  );
  const anyContact = fc.record({
    customer: fc.boolean(),
    supplier: fc.boolean(),
    inactive: fc.boolean(),
    email: fc.constantFrom(null, "a@b.no", "c@d.no"),
    discount: fc.constantFrom(null, 5),
    groups: fc.subarray(["A", "B"]),
  });
  fc.assert(
    fc.property(anyContact, anyRequest, anyRequest, (contact, asked, before) => {
      const { email, ...others } = asked;
      const wanted = { ...request, ...others, ...(email && { email }) };
      const { email: emailBefore, ...othersBefore } = before;
      const lastSent = { ...request, ...othersBefore, ...(emailBefore && { email: emailBefore }) };
      const sent = contactUpdateOf(aContact(contact), wanted, lastSent);
      const { phoneNumber: _p, currency: _c, memberNumberString: _m, ...visible } = sent;

      contactRequest.parse(sent);
      expect(contactNeedsUpdate(aContact(visible), wanted, sent)).toBe(false);
    }),
  );
});
