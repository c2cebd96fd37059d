import { beforeEach, describe, expect, test } from "vitest";
import { chooseContact, chooseNewContact } from "@/lib/transfer/party/choose-contact";
import { askForContact } from "@/lib/transfer/party/contact-question";
import { createContact } from "@/tests/sandbox/fiken/contacts";
import { contactRequest } from "@/tests/sandbox/fiken/request-schemas";
import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import { fiken, rackbeat } from "@/tests/support/providers";
import { standingSales, startWorld, type TransferWorld } from "@/tests/support/transfer-world";

const HAV = "987654325";
const FJELL = "999888777";

let world: TransferWorld;
const contacts = () => fiken.world.books(FJORDLYS).contacts;
const customerOf = (number: string) => standingSales(number)[0]?.customerId;
const named = (name: string) => [...contacts().values()].filter((one) => one.name === name);

beforeEach(async () => {
  world = await startWorld({ attachPdf: false });
});

/** Hav AS in Rackbeat, and in Fiken a contact that another agreement has made of its customer of the same number. */
function scene(hav: { company_vat?: string; contact_email?: string }, inFiken: object) {
  const { number } = rackbeat.createCustomer(world.agreementId, {
    ...{ name: "Hav AS", vat_zone: "domestic", payment_terms_id: 1, customer_group_id: 1 },
    ...{ address_country: "Norge", ...hav },
  });
  const contact = { customer: true, memberNumberString: `RB-C-${number}`, ...inFiken };
  const { contactId } = createContact(
    fiken.world.books(FJORDLYS),
    contactRequest.parse({ name: "Fjell AS", ...contact }),
  );
  return { number, contactId };
}

async function bookFor(customerNumber: number): Promise<string> {
  const number = await world.book({ customerNumber });
  await world.drain();
  return number;
}

async function keyOf(number: string) {
  const { id: transferId } = await world.transfer(number);
  return { installationId: world.installationId, transferId, now: world.now() };
}

describe("a contact with our key is asked about, and nothing is written to it, where", () => {
  test.each([
    {
      name: "the organisation numbers differ",
      ...{ hav: { company_vat: HAV }, inFiken: { organizationNumber: FJELL } },
    },
    {
      name: "the organisation numbers differ, and the name is the same",
      ...{ hav: { company_vat: HAV }, inFiken: { name: "Hav AS", organizationNumber: FJELL } },
    },
    {
      name: "one has no organisation number, and neither name nor e-mail is the same",
      ...{ hav: { company_vat: HAV }, inFiken: { email: "post@fjell.example" } },
    },
  ])("$name", async ({ hav, inFiken }) => {
    const { number, contactId } = scene(hav, inFiken);
    const before = structuredClone(contacts().get(contactId));
    const invoice = await bookFor(number);
    expect(await world.transfer(invoice)).toMatchObject({
      state: "held",
      problems: [
        {
          code: "contact.several_matches",
          details: { by: "memberNumberString", count: 1, role: "customer", number: String(number) },
        },
      ],
    });
    const question = await askForContact(world.db, await keyOf(invoice));
    expect(question?.candidates.map((one) => one.contactId)).toEqual([contactId]);
    expect(contacts().get(contactId)).toEqual(before);
    expect(standingSales(invoice)).toEqual([]);
  });
});

test("it is the customer's where the name has changed, and the e-mail is the same", async () => {
  const email = "post@hav.example";
  const { number, contactId } = scene({ contact_email: email }, { email });
  expect(customerOf(await bookFor(number))).toBe(contactId);
});

test("one that is certain by its organisation number goes before it, and nobody is asked", async () => {
  const { number } = scene({ company_vat: HAV }, { organizationNumber: FJELL });
  const { contactId } = createContact(
    fiken.world.books(FJORDLYS),
    contactRequest.parse({ name: "Hav AS", customer: true, organizationNumber: HAV }),
  );
  expect(customerOf(await bookFor(number))).toBe(contactId);
});

test("chosen by a person, it is the customer's", async () => {
  const { number, contactId } = scene({ company_vat: HAV }, { organizationNumber: FJELL });
  const invoice = await bookFor(number);
  expect(await chooseContact(world.db, { ...(await keyOf(invoice)), fikenId: contactId })).toBe(
    true,
  );
  await world.drain();
  expect(customerOf(invoice)).toBe(contactId);
});

test.each(["none", "lose-answer"] as const)(
  "not chosen, a contact of its own is made once (fault: %s)",
  async (fault) => {
    const { number, contactId } = scene({ company_vat: HAV }, { organizationNumber: FJELL });
    const invoice = await bookFor(number);
    if (fault !== "none") fiken.faults.add({ kind: fault, method: "POST", path: /\/contacts$/ });
    expect(await chooseNewContact(world.db, await keyOf(invoice))).toBe(true);
    await world.drain();
    expect(await world.transfer(invoice)).toMatchObject({ state: "verified", problems: [] });
    expect(named("Hav AS")).toMatchObject([
      { contactId: customerOf(invoice), organizationNumber: HAV },
    ]);
    expect(contacts().get(contactId)).toMatchObject({ name: "Fjell AS" });
  },
);
