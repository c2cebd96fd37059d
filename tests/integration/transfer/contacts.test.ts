import { beforeEach, describe, expect, test } from "vitest";
import { insertIntent } from "@/db/queries/postings";
import { retryTransfer } from "@/lib/transfer/hold/release";
import { createContact } from "@/tests/sandbox/fiken/contacts";
import { contactRequest } from "@/tests/sandbox/fiken/request-schemas";
import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import { fiken, rackbeat } from "@/tests/support/providers";
import { standingSales, startWorld, type TransferWorld } from "@/tests/support/transfer-world";

let world: TransferWorld;
const books = () => fiken.world.books(FJORDLYS);

beforeEach(async () => {
  world = await startWorld({ attachPdf: false });
});

function customer(fields: Partial<Parameters<typeof rackbeat.createCustomer>[1]> = {}): number {
  const { number } = rackbeat.createCustomer(world.agreementId, {
    ...{ name: "Lyse Nætter AS", vat_zone: "domestic", payment_terms_id: 1, customer_group_id: 1 },
    address_country: "Norge",
    ...fields,
  });
  return number;
}

function inFiken(fields: Partial<Parameters<typeof contactRequest.parse>[0] & object>) {
  return createContact(books(), contactRequest.parse({ name: "Lyse Nætter AS", ...fields }));
}

async function bookFor(customerNumber: number) {
  const number = await world.book({ customerNumber });
  await world.drain();
  return number;
}

const customerOf = (number: string) => standingSales(number)[0]?.customerId;
const requestsTo = (part: string, from = 0) =>
  fiken.requests.slice(from).filter(({ path }) => path.includes(part));

test("a customer that is bound costs no look-up", async () => {
  await bookFor(10_001);
  const before = fiken.requests.length;
  await bookFor(10_001);
  expect(requestsTo("/contacts", before)).toEqual([]);
});

describe("a contact that Fiken has already is the customer's", () => {
  test("by our key", async () => {
    const number = customer();
    const { contactId } = inFiken({ customer: true, memberNumberString: `RB-C-${number}` });
    expect(customerOf(await bookFor(number))).toBe(contactId);
  });

  test("by its organisation number, however it is written", async () => {
    const { contactId } = inFiken({ customer: true, organizationNumber: "987654325" });
    const number = customer({ company_vat: "NO 987 654 325 MVA" });
    expect(customerOf(await bookFor(number))).toBe(contactId);
  });

  test("by its e-mail", async () => {
    const { contactId } = inFiken({ customer: true, email: "post@lyse.example" });
    const number = customer({ contact_email: "Post@Lyse.example" });
    expect(customerOf(await bookFor(number))).toBe(contactId);
  });

  test("not by its name: two may be called the same", async () => {
    const { contactId } = inFiken({ customer: true });
    expect(customerOf(await bookFor(customer()))).not.toBe(contactId);
  });
});

test("a supplier that buys becomes a customer as well, and nothing of it is lost", async () => {
  const supplier = inFiken({
    ...{ supplier: true, organizationNumber: "987654325", bankAccountNumber: "15061144711" },
    ...{ email: "eget@fiken.example", groups: ["Faste"], daysUntilInvoicingDueDate: 21 },
    address: { streetAddress: "Gata 1", postCode: "0150", city: "Oslo", country: "Norway" },
  });
  const before = structuredClone(supplier);
  const number = customer({ company_vat: "987654325", contact_email: "annet@rackbeat.example" });
  expect(customerOf(await bookFor(number))).toBe(supplier.contactId);
  expect(books().contacts.get(supplier.contactId)).toMatchObject({
    ...{ customer: true, supplier: true, supplierNumber: before.supplierNumber },
    ...{ email: before.email, bankAccountNumber: before.bankAccountNumber, groups: before.groups },
    ...{ address: before.address, daysUntilInvoicingDueDate: 21 },
  });
});

test("an inactive contact is made active again", async () => {
  const { contactId } = inFiken({
    ...{ customer: true, inactive: true, organizationNumber: "987654325" },
  });
  const number = customer({ company_vat: "987654325" });
  expect(customerOf(await bookFor(number))).toBe(contactId);
  expect(books().contacts.get(contactId)).toMatchObject({ inactive: false, customer: true });
});

test("several contacts with the organisation number: held, and sent when one is left", async () => {
  const twins = [1, 2].map(() => inFiken({ customer: true, organizationNumber: "987654325" }));
  const number = await bookFor(customer({ company_vat: "987654325" }));
  const held = await world.transfer(number);
  expect(held).toMatchObject({
    state: "held",
    problems: [
      { code: "contact.several_matches", details: { by: "organizationNumber", count: 2 } },
    ],
  });
  books().contacts.delete(twins[1]?.contactId ?? 0);
  await retryTransfer(world.db, { ...world, transferId: held.id, now: world.now() });
  await world.drain();
  expect(customerOf(number)).toBe(twins[0]?.contactId);
});

test("a contact that was found is found again where the process died before it wrote that down", async () => {
  const { contactId } = inFiken({ customer: true, organizationNumber: "987654325" });
  const customerNumber = customer({ company_vat: "987654325" });
  const number = await world.book({ customerNumber });
  const { id: transferId, connectionId } = await world.transfer(number);
  await insertIntent(world.db, {
    ...{ installationId: world.installationId, connectionId, transferId, now: world.now() },
    ...{ kind: "contact", key: `RB-C-${customerNumber}` },
    request: { name: "Lyse Nætter AS", memberNumberString: `RB-C-${customerNumber}` },
  });
  await world.drain();
  expect(await world.transfer(number)).toMatchObject({ state: "verified" });
  expect(customerOf(number)).toBe(contactId);
});

test("two documents of a new customer that arrive together make one contact", async () => {
  const number = customer({ company_vat: "987654325" });
  const first = await world.book({ customerNumber: number });
  const second = await world.book({ customerNumber: number });
  await Promise.all([world.drain(), world.drain()]);
  expect(await world.transfer(first)).toMatchObject({ state: "verified" });
  expect(await world.transfer(second)).toMatchObject({ state: "verified" });
  expect(customerOf(first)).toBe(customerOf(second));
  const made = [...books().contacts.values()].filter(
    ({ organizationNumber }) => organizationNumber === "987654325",
  );
  expect(made).toHaveLength(1);
  expect(fiken.violations).toBe(0);
});

test("two customers of Rackbeat with one organisation number are two contacts", async () => {
  const head = customer({ company_vat: "987654325", contact_email: "hoved@lyse.example" });
  const branch = customer({ company_vat: "987654325", contact_email: "hoved@lyse.example" });
  const first = customerOf(await bookFor(head));
  const second = customerOf(await bookFor(branch));
  expect(first).toBeDefined();
  expect(second).toBeDefined();
  expect(second).not.toBe(first);
});
