import { expect, test } from "vitest";
import type { FikenContactRequest } from "@/lib/fiken/schemas/contacts";
import type { RackbeatCustomer } from "@/lib/rackbeat/parties";
import { contactRequest } from "@/tests/sandbox/fiken/request-schemas";
import { aCustomer, aSupplier } from "@/tests/support/parties";
import { combinedRequestOf, contactRequestOf } from "./contact-request";

function sentOf(customer: RackbeatCustomer): FikenContactRequest {
  const request = contactRequestOf(customer);
  if (!request.ok) throw new Error(JSON.stringify(request.problems));
  return request.value;
}

test("a customer becomes a contact with our key", () => {
  const customer = aCustomer({
    company_vat: "NO 999 888 777 MVA",
    contact_email: "post@kunde.no; faktura@kunde.no",
    contact_phone: "+47 22 33 44 55",
    address_street: "Storgata 1",
    address_zipcode: "0155",
    address_city: "Oslo",
    address_country: "Norge",
    vat_zone: "domestic",
    currency: "NOK",
    locale: "nb",
  });
  const request = contactRequestOf(customer);

  expect(request).toEqual({
    ok: true,
    value: {
      name: "Kunde AS",
      customer: true,
      memberNumberString: "RB-C-1001",
      language: "NORWEGIAN",
      organizationNumber: "999888777",
      email: "post@kunde.no",
      phoneNumber: "+47 22 33 44 55",
      currency: "NOK",
      address: { streetAddress: "Storgata 1", postCode: "0155", city: "Oslo", country: "Norway" },
    },
  });
  if (request.ok) contactRequest.parse(request.value);
});

test("a customer with a name only is a contact without the rest", () => {
  expect(sentOf(aCustomer())).toEqual({
    name: "Kunde AS",
    customer: true,
    memberNumberString: "RB-C-1001",
    language: "NORWEGIAN",
  });
});

test.each([
  { vat: "999888777", country: "Norge", number: "999888777" },
  { vat: "NO999.888.777", country: null, number: "999888777" },
  { vat: "999 888 777 mva", country: "Sverige", number: "999888777" },
  { vat: "DE 123456789", country: "Tyskland", number: "DE123456789" },
  { vat: "123456789", country: "Tyskland", number: "123456789" },
  { vat: "SE556677889901", country: "SE", number: "SE556677889901" },
  { vat: " - ", country: "Norge", number: undefined },
])("the VAT number $vat of $country is organisation number $number", ({ vat, country, number }) => {
  const customer = aCustomer({ company_vat: vat, address_country: country });

  expect(sentOf(customer).organizationNumber).toEqual(number);
});

test.each([
  ["post@kunde.no", "post@kunde.no"],
  ["Kari Kunde <kari@kunde.no>", "kari@kunde.no"],
  ["kunde.no, ikke@svar, kari@kunde.co.uk", "kari@kunde.co.uk"],
  ["se nettsiden", undefined],
  [`${"x".repeat(200)}@kunde.no`, undefined],
])("of the e-mail field %.40s we send %s", (text, email) => {
  expect(sentOf(aCustomer({ contact_email: text })).email).toEqual(email);
});

test.each([
  ["22 33 44 55", "22 33 44 55"],
  ["+47 22 33 44 55 / 99 88 77 66", "+47 22 33 44 55"],
  ["+ 4 7   2 2 3 3 4 4 5 5", "+4722334455"],
  ["spør etter Kari på sentralbordet", undefined],
])("of the phone field %s we send %s", (text, phone) => {
  expect(sentOf(aCustomer({ contact_phone: text })).phoneNumber).toEqual(phone);
});

test.each([
  { country: "Norge", zone: "domestic", address: { city: "Oslo", country: "Norway" } },
  { country: null, zone: "domestic", address: { city: "Oslo", country: "Norway" } },
  { country: null, zone: null, address: { city: "Oslo", country: "Norway" } },
  { country: "Sverige", zone: "eu", address: { city: "Oslo", country: "Sweden" } },
  { country: "Midgard", zone: "abroad", address: { city: "Oslo", country: "Midgard" } },
  { country: null, zone: "abroad", address: undefined },
])("a customer in $country, zone $zone, has the address $address", (row) => {
  const { country, zone, address } = row;
  const customer = aCustomer({ address_city: "Oslo", address_country: country, vat_zone: zone });

  expect(sentOf(customer).address).toEqual(address);
});

test.each([
  ["nb", "NORWEGIAN"],
  ["nn-NO", "NORWEGIAN"],
  ["da", "NORWEGIAN"],
  ["en", "ENGLISH"],
  ["fi", "ENGLISH"],
  [null, "NORWEGIAN"],
])("a customer of locale %s reads %s", (locale, language) => {
  expect(sentOf(aCustomer({ locale })).language).toEqual(language);
});

test("a name of more than 200 characters is cut", () => {
  const request = contactRequestOf(aCustomer({ name: "x".repeat(250) }));
  expect(request.ok && request.value.name).toHaveLength(200);
});

test("a customer without a name is held", () => {
  expect(contactRequestOf(aCustomer({ name: null }))).toEqual({
    ok: false,
    problems: [{ code: "contact.name_missing", details: { role: "customer", number: "1001" } }],
  });
});

test("a supplier becomes a contact with a key of its own series", () => {
  const request = contactRequestOf(
    aSupplier({ vat_zone: "eu", address_country: "SE" }),
    "supplier",
  );

  expect(request.ok && request.value).toEqual({
    name: "Leverandør AS",
    supplier: true,
    memberNumberString: "RB-S-2001",
    language: "NORWEGIAN",
    address: { country: "Sweden" },
  });
  expect(contactRequestOf(aSupplier({ name: null }), "supplier")).toEqual({
    ok: false,
    problems: [{ code: "contact.name_missing", details: { role: "supplier", number: "2001" } }],
  });
});

test.each([
  { changes: { is_barred: true }, inactive: true },
  { changes: { is_deleted: true }, inactive: true },
  { changes: { is_barred: false, is_deleted: false }, inactive: undefined },
])("a customer with $changes is inactive: $inactive", ({ changes, inactive }) => {
  expect(sentOf(aCustomer(changes)).inactive).toBe(inactive);
});

test.each([
  { customer: false, supplier: false, inactive: undefined },
  { customer: true, supplier: false, inactive: undefined },
  { customer: true, supplier: true, inactive: true },
])("a party that is both, barred as $customer and $supplier, is one contact", (row) => {
  const asCustomer = contactRequestOf(aCustomer({ is_barred: row.customer }));
  const asSupplier = contactRequestOf(
    aSupplier({ is_barred: row.supplier, contact_email: "post@kunde.no" }),
    "supplier",
  );
  if (!asCustomer.ok || !asSupplier.ok) throw new Error("both have a name");
  const combined = combinedRequestOf(asCustomer.value, asSupplier.value);

  expect(contactRequest.parse(combined)).toMatchObject({
    name: "Kunde AS",
    customer: true,
    supplier: true,
    memberNumberString: "RB-C-1001",
    email: "post@kunde.no",
  });
  expect(combined.inactive).toBe(row.inactive);
});
