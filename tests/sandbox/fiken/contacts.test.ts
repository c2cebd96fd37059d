import { expect, test } from "vitest";
import { aSale, freshFiken } from "./test-caller";

const A_CONTACT = {
  name: "Hagebutikken AS",
  organizationNumber: "950809582",
  email: "post@hagebutikken.example",
  phoneNumber: "40000000",
  memberNumberString: "RB-C-1001",
  currency: "NOK",
  customer: true,
  address: { streetAddress: "Hagen 1", city: "Oslo", postCode: "0550", country: "Norway" },
};

test("Fiken gives the number and the ledger account, and hides three fields on a read", async () => {
  const { call } = await freshFiken();
  const { id } = await call("POST", "contacts", A_CONTACT);

  const contact = (await call("GET", `contacts/${id}`)).json() as Record<string, unknown>;
  expect(contact).toMatchObject({
    contactId: id,
    name: "Hagebutikken AS",
    customerNumber: expect.any(Number),
    customerAccountCode: `1500:${contact.customerNumber}`,
    supplier: false,
    contactPerson: [],
  });
  expect(contact).not.toHaveProperty("supplierNumber");
  for (const hidden of ["phoneNumber", "memberNumberString", "currency"]) {
    expect(contact).not.toHaveProperty(hidden);
  }
});

test.each<[string, number]>([
  ["memberNumberString=rb-c-1001", 1],
  ["memberNumberString=RB-C-100", 0],
  ["organizationNumber=950809582", 1],
  ["email=POST@hagebutikken.example", 1],
  ["name=hagebutikken as", 1],
  ["name=Hagebutikken", 0],
  ["phoneNumber=40000000", 1],
  ["customer=true&supplier=true", 1],
  ["inactive=true", 1],
  ["group=Forhandlere", 1],
  ["memberNumberStringg=RB-C-1001", 9],
])("filter %s finds %i", async (query, count) => {
  const { call } = await freshFiken();
  await call("POST", "contacts", A_CONTACT);
  expect((await call("GET", `contacts?${query}`)).json()).toHaveLength(count);
});

test.each<[string, object, string]>([
  ["no name", { name: undefined }, "'name' er påkrevd"],
  ["a long name", { name: "x".repeat(201) }, "name"],
  ["a long phone number", { phoneNumber: "1".repeat(21) }, "phoneNumber"],
  ["a long bank account", { bankAccountNumber: "1".repeat(12) }, "bankAccountNumber"],
  ["a number of one's own", { customerNumber: 12 }, "Unrecognized field 'customerNumber'"],
  ["an address without country", { address: { city: "Oslo" } }, "address.country"],
  ["an unknown country", { address: { country: "Norwegia" } }, "Ukjent land"],
  ["an unknown address field", { address: { country: "NO", zip: "1" } }, "zip"],
  ["an unknown currency", { currency: "ABC" }, "valuta"],
  ["an unknown language", { language: "SWEDISH" }, "language"],
])("refused: %s", async (_name, changes, text) => {
  const { call, books } = await freshFiken();
  const before = books.contacts.size;
  const answer = await call("POST", "contacts", { ...A_CONTACT, ...changes });
  expect(answer.status).toBe(400);
  expect(answer.text).toContain(text);
  expect(books.contacts.size).toBe(before);
});

test.each(["Norway", "Norge", "NO", "no"])("the country %s is known", async (country) => {
  const { call } = await freshFiken();
  const { id } = await call("POST", "contacts", { name: "X", address: { country } });
  expect((await call("GET", `contacts/${id}`)).json()).toMatchObject({
    address: { country: "Norway" },
  });
});

test("PUT replaces the whole: what is left out is wiped, but the numbers stay", async () => {
  const { call, books } = await freshFiken();
  const { id } = await call("POST", "contacts", A_CONTACT);
  const customerNumber = books.contacts.get(id)?.customerNumber;

  const put = await call("PUT", `contacts/${id}`, { name: "Nytt navn", supplier: true });
  expect(put).toMatchObject({ status: 200, text: "", location: `contacts/${id}` });
  const contact = books.contacts.get(id);
  expect(contact).toMatchObject({
    name: "Nytt navn",
    customer: false,
    customerNumber,
    supplier: true,
    supplierNumber: expect.any(Number),
  });
  for (const field of ["email", "memberNumberString", "address", "organizationNumber"] as const) {
    expect(contact?.[field]).toBeUndefined();
  }
});

test("there is no PATCH", async () => {
  const { call, books } = await freshFiken();
  const [id] = books.contacts.keys();
  expect((await call("PATCH", `contacts/${id}`, { name: "X" })).status).toBe(405);
});

test("a contact with postings is only set inactive", async () => {
  const { call, books } = await freshFiken();
  const fresh = await call("POST", "contacts", A_CONTACT);
  expect((await call("DELETE", `contacts/${fresh.id}`)).status).toBe(204);
  expect((await call("GET", `contacts/${fresh.id}`)).status).toBe(404);

  const sale = aSale(books);
  await call("POST", "sales", sale);
  const used = await call("DELETE", `contacts/${sale.customerId}`);
  expect(used.status).toBe(200);
  expect(used.json()).toMatchObject({ inactive: true });
});

test("contact persons live at their own address only", async () => {
  const { call } = await freshFiken();
  const person = { name: "Ola", email: "ola@hagebutikken.example" };
  const { id } = await call("POST", "contacts", { ...A_CONTACT, contactPerson: [person] });
  expect((await call("GET", `contacts/${id}/contactPerson`)).json()).toEqual([]);

  const made = await call("POST", `contacts/${id}/contactPerson`, person);
  expect(made.status).toBe(200);
  const bad = await call("POST", `contacts/${id}/contactPerson`, { name: "Uten e-post" });
  expect(bad.status).toBe(400);
  const renamed = { ...person, name: "Kari" };
  expect((await call("PUT", made.location, renamed)).status).toBe(200);
  expect((await call("GET", made.location)).json()).toMatchObject({ name: "Kari" });
  expect((await call("DELETE", made.location)).status).toBe(204);
  expect((await call("GET", `contacts/${id}/contactPerson`)).json()).toEqual([]);
});

test("groups are those of the customers", async () => {
  const { call } = await freshFiken();
  expect((await call("GET", "groups")).json()).toEqual(["Forhandlere", "Hotell og restaurant"]);
});
