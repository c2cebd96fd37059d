import { expect, test } from "vitest";
import type { ImportChoices } from "@/db/schema/imports";
import { aContact, aCustomer } from "@/tests/support/parties";
import { partyChanges, partyNumberNotices, partyOf } from "./party-row";

const CHOICES: ImportChoices = {
  ...{ kinds: ["customer"], includeInactive: false, openingStock: null, product: null },
  customer: { group: 3, paymentTerms: 4, layout: null, vatZone: "domestic_exempt" },
  supplier: { group: 5, paymentTerms: 6, vatZone: "domestic" },
  ...{ paymentTermsByDays: { 30: 9 }, groupByAccount: {} },
};

const bodyOf = (
  changes: Parameters<typeof aContact>[0],
  role: "customer" | "supplier" = "customer",
) => partyOf(aContact(changes), role, CHOICES, "10001").body;
const noticesOf = (changes: Parameters<typeof aContact>[0]) =>
  partyOf(aContact({ email: "a@x.example", ...changes }), "customer", CHOICES, "10001").notices;

test.each([
  [{ address: { country: "Norway" } }, "domestic_exempt"],
  [{}, "domestic_exempt"],
  [{ address: { country: "Sverige" } }, "eu"],
  [{ address: { country: "United Kingdom" } }, "abroad"],
  [{ address: { country: "Svalbard & Jan Mayen" } }, "abroad"],
  [{ address: { country: "Atlantis" } }, "domestic_exempt"],
])("with %j its VAT zone is %s", (changes, zone) => {
  expect(bodyOf(changes)).toMatchObject({ vat_zone: zone });
});

test("days until due tell the payment terms; what they do not tell is what was chosen", () => {
  expect(bodyOf({ daysUntilInvoicingDueDate: 30 })).toMatchObject({ payment_terms_id: 9 });
  expect(bodyOf({ daysUntilInvoicingDueDate: 10 })).toMatchObject({ payment_terms_id: 4 });
  expect(bodyOf({}, "supplier")).toMatchObject({ payment_terms_id: 6, supplier_group_id: 5 });
});

test("what Fiken lacks is not sent, and neither is a layout that was not chosen", () => {
  expect(Object.keys(bodyOf({})).toSorted()).toEqual(
    [
      ...["name", "company_name", "customer_group_id", "payment_terms_id", "vat_zone", "locale"],
    ].toSorted(),
  );
});

test.each([
  [{ email: null }, ["import.email_missing"]],
  [{ email: "post hos x" }, ["import.email_unusable"]],
  [{ email: "Kari <kari@x.example>; b@x.example" }, []],
  [{ organizationNumber: "921596414" }, ["import.organization_number_invalid"]],
  [{ organizationNumber: "SE556012579001" }, []],
  [{ name: "  " }, ["import.name_missing"]],
  [{ address: { country: "Atlantis" } }, ["import.country_unknown"]],
  [{ address: { streetAddress: "x".repeat(256), country: "Norway" } }, ["import.text_too_long"]],
])("%j is told as %j", (changes, codes) => {
  expect(noticesOf(changes).map(({ code }) => code)).toEqual(codes);
});

test("a name that is missing is its number, and a text that is too long is cut", () => {
  expect(bodyOf({ name: " " })).toMatchObject({ name: "10001" });
  const { address_street } = bodyOf({
    address: { streetAddress: "x".repeat(300), country: "Norway" },
  });
  expect(String(address_street)).toHaveLength(255);
});

test.each([
  ["10001", "10001", []],
  ["5", "10001", ["import.number_reassigned"]],
  ["A-5", "10001", ["import.number_unusable"]],
  ["012", "10001", ["import.number_unusable"]],
  [null, "10001", ["import.number_missing"]],
])("number %s that becomes %s is told as %j", (wanted, number, codes) => {
  expect(partyNumberNotices(wanted, number).map(({ code }) => code)).toEqual(codes);
});

test("spelling is no difference, and what Fiken lacks takes nothing away", () => {
  const contact = aContact({
    ...{ name: "Kunde AS", organizationNumber: "921 596 413", email: "Post@X.example" },
    address: { city: "Oslo", country: "Norway" },
  });
  const same = aCustomer({
    ...{ name: "Kunde  AS", company_vat: "NO921596413MVA", contact_email: "post@x.example" },
    ...{ address_city: "Oslo", address_country: "NO", contact_phone: "22334455" },
  });
  expect(partyChanges(contact, same)).toEqual([]);
  expect(partyChanges(contact, { ...same, address_city: "Bergen", company_vat: null })).toEqual([
    { field: "company_vat", before: null, after: "921 596 413" },
    { field: "address_city", before: "Bergen", after: "Oslo" },
  ]);
});
