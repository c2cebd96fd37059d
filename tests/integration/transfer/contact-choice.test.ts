import { eq } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { findLivePosting, insertIntent, markAdopted } from "@/db/queries/postings";
import { listTransferEvents } from "@/db/queries/transfer-events";
import { transfers } from "@/db/schema/transfers";
import { recheckStopped } from "@/lib/transfer/hold/recheck";
import { chooseContact, chooseNewContact } from "@/lib/transfer/party/choose-contact";
import { askForContact } from "@/lib/transfer/party/contact-question";
import { createContact } from "@/tests/sandbox/fiken/contacts";
import { contactRequest } from "@/tests/sandbox/fiken/request-schemas";
import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import { interruptedDatabase } from "@/tests/support/interrupted-database";
import { fiken, rackbeat } from "@/tests/support/providers";
import {
  aTransferWorld,
  standingSales,
  startWorld,
  type TransferWorld,
} from "@/tests/support/transfer-world";

const ORGANIZATION = "987654325";
const EMAIL = "post@lyse.example";

let world: TransferWorld;
/** Two contacts with the organisation number of one customer of Rackbeat, and an invoice to that one. */
let twins: number[];
let customer: number;
let invoice: string;

const contacts = () => fiken.world.books(FJORDLYS).contacts;
const made = () =>
  [...contacts().values()].filter(({ organizationNumber }) => organizationNumber === ORGANIZATION);
const customerOf = (number: string) => standingSales(number)[0]?.customerId;

beforeEach(async () => {
  world = await startWorld({ attachPdf: false });
  twins = ["Lyse Nætter Nord", "Lyse Nætter Sør"].map((name) => inFiken({ name, customer: true }));
  customer = inRackbeat();
  invoice = await bookFor(customer);
  expect(await world.transfer(invoice)).toMatchObject({
    state: "held",
    problems: [
      {
        code: "contact.several_matches",
        details: { role: "customer", number: String(customer), count: 2 },
      },
    ],
  });
});

function inFiken(fields: { name: string; customer?: boolean; supplier?: boolean }): number {
  const contact = { organizationNumber: ORGANIZATION, ...fields };
  return createContact(fiken.world.books(FJORDLYS), contactRequest.parse(contact)).contactId;
}

function inRackbeat(): number {
  return rackbeat.createCustomer(world.agreementId, {
    ...{ name: "Lyse Nætter AS", vat_zone: "domestic", payment_terms_id: 1, customer_group_id: 1 },
    ...{ address_country: "Norge", company_vat: ORGANIZATION, contact_email: EMAIL },
  }).number;
}

/** What a later look-up, by e-mail, would take for the customer. */
function giveEmailTo(contactId: number | undefined) {
  Object.assign(contacts().get(contactId ?? 0) ?? {}, { email: EMAIL });
}

const own = () => made().filter(({ contactId }) => !twins.includes(contactId));

/** The write that makes the customer's contact. */
async function contactWrite() {
  const { connectionId } = await world.transfer(invoice);
  const { installationId } = world;
  return { installationId, connectionId, kind: "contact", key: `RB-C-${customer}` };
}

async function bookFor(customerNumber: number): Promise<string> {
  const number = await world.book({ customerNumber });
  await world.drain();
  return number;
}

async function keyOf(number = invoice, of = world) {
  const { id: transferId } = await world.transfer(number);
  return { installationId: of.installationId, transferId };
}

async function choose(fikenId: number | "new", key?: { installationId: string }) {
  const choice = { ...(await keyOf()), ...key, now: world.now() };
  const isChosen =
    fikenId === "new"
      ? await chooseNewContact(world.db, choice)
      : await chooseContact(world.db, { ...choice, fikenId });
  await world.drain();
  return isChosen;
}

test("one of them is chosen: all that waited goes on with it, and the timeline says who chose", async () => {
  const later = await bookFor(customer);
  const [, wanted = 0] = twins;
  expect(await choose(wanted)).toBe(true);
  for (const number of [invoice, later]) {
    expect(await world.transfer(number)).toMatchObject({ state: "verified", problems: [] });
    expect(customerOf(number)).toBe(wanted);
  }
  expect(made()).toHaveLength(2);
  const events = await listTransferEvents(world.db, await keyOf());
  expect(events).toContainEqual(
    expect.objectContaining({ event: "contact_chosen", details: { contactId: wanted } }),
  );
});

test("what is shown is what Fiken answers now, and nothing else can be chosen", async () => {
  const [gone = 0, left = 0] = twins;
  const stray = inFiken({ name: "En annen", customer: true });
  const other = contacts().get(stray);
  if (other) other.organizationNumber = "999888777";
  contacts().delete(gone);
  const question = await askForContact(world.db, await keyOf());
  expect(question?.candidates.map(({ contactId }) => contactId)).toEqual([left]);
  expect(await choose(gone)).toBe(false);
  expect(await choose(stray)).toBe(false);
  expect(await choose(1)).toBe(false);
  expect(await choose(left)).toBe(true);
  expect(customerOf(invoice)).toBe(left);
});

test("a supplier out of use that is chosen becomes a customer, in use, and keeps what it was", async () => {
  for (const id of twins) contacts().delete(id);
  twins = ["Nord", "Sør"].map((name) => inFiken({ name, supplier: true }));
  for (const id of twins) Object.assign(contacts().get(id) ?? {}, { inactive: true });
  const [wanted = 0] = twins;
  expect(await choose(wanted)).toBe(true);
  expect(customerOf(invoice)).toBe(wanted);
  expect(contacts().get(wanted)).toMatchObject({
    ...{ name: "Nord", customer: true, supplier: true, inactive: false },
  });
});

test("what is another customer's already is not for this one", async () => {
  const [taken = 0, left = 0] = twins;
  expect(await choose(taken)).toBe(true);
  inFiken({ name: "Lyse Nætter Vest", customer: true });
  const second = await bookFor(inRackbeat());
  const key = await keyOf(second);
  const question = await askForContact(world.db, key);
  expect(question?.candidates.map(({ contactId }) => contactId)).not.toContain(taken);
  expect(await chooseContact(world.db, { ...key, fikenId: taken })).toBe(false);
  expect(await chooseContact(world.db, { ...key, fikenId: left })).toBe(true);
});

test("none of them: one new contact of the customer's own, however often it is asked for", async () => {
  const key = await keyOf();
  const asked = await Promise.all([
    chooseNewContact(world.db, key),
    chooseNewContact(world.db, key),
  ]);
  expect(asked).toContain(true);
  await world.drain();
  const [mine, ...others] = own();
  expect(others).toEqual([]);
  expect(mine).toMatchObject({ name: "Lyse Nætter AS", memberNumberString: `RB-C-${customer}` });
  expect(customerOf(invoice)).toBe(mine?.contactId);
});

test("a new contact whose answer was lost is found again, not made twice", async () => {
  fiken.faults.add({ kind: "lose-answer", method: "POST", path: /\/contacts$/ });
  expect(await choose("new")).toBe(true);
  await world.drain();
  expect(await world.transfer(invoice)).toMatchObject({ state: "verified" });
  expect(made()).toHaveLength(3);
  expect(twins).not.toContain(customerOf(invoice));
});

test("a new contact that never reached Fiken is asked for again", async () => {
  fiken.faults.add({ kind: "lose-before", method: "POST", path: /\/contacts$/ });
  expect(await choose("new")).toBe(true);
  await world.drain();
  expect(made()).toHaveLength(2);
  expect(await world.transfer(invoice)).toMatchObject({
    state: "held",
    problems: [{ code: "contact.several_matches" }],
  });
  expect(await choose("new")).toBe(true);
  expect(await world.transfer(invoice)).toMatchObject({ state: "verified" });
});

test("none of them is none of them, also where the new one never reached Fiken", async () => {
  giveEmailTo(twins[1]);
  fiken.faults.add({ kind: "lose-before", method: "POST", path: /\/contacts$/ });
  expect(await choose("new")).toBe(true);
  await world.drain();
  expect(customerOf(invoice)).toBeUndefined();
  expect(await world.transfer(invoice)).toMatchObject({
    state: "held",
    problems: [{ code: "contact.several_matches" }],
  });
  expect(await choose("new")).toBe(true);
  expect(customerOf(invoice)).toBe(own()[0]?.contactId);
});

test("none of them is none of them for what takes its turn before the new one is made", async () => {
  giveEmailTo(twins[1]);
  const key = await keyOf();
  let later = "";
  const db = interruptedDatabase(world.db, /^insert into "postings"/, async () => {
    later = await world.book({ customerNumber: customer });
    await world.drainOn(world.db);
    expect(customerOf(later)).toBeUndefined();
  });
  expect(await chooseNewContact(db, { ...key, now: world.now() })).toBe(true);
  await world.drain();
  const [mine, ...others] = own();
  expect(others).toEqual([]);
  for (const number of [invoice, later]) {
    expect(await world.transfer(number)).toMatchObject({ state: "verified" });
    expect(customerOf(number)).toBe(mine?.contactId);
  }
});

test("a new contact that a transfer has found before its answer came is the one", async () => {
  fiken.hook = async (phase, { method, path }) => {
    if (phase !== "after-commit" || method !== "POST" || !path.endsWith("/contacts")) return;
    const live = await findLivePosting(world.db, await contactWrite());
    const posting = { installationId: world.installationId, postingId: live?.id ?? "" };
    const fikenId = String(own()[0]?.contactId);
    await markAdopted(world.db, { ...posting, fikenId, now: world.now() });
  };
  expect(await choose("new")).toBe(true);
  fiken.hook = undefined;
  expect(await world.transfer(invoice)).toMatchObject({ state: "verified" });
  expect(own()).toMatchObject([{ contactId: customerOf(invoice) }]);
});

test("this one, while somebody else's none of them is under way: that one stands, and none is left over", async () => {
  const [wanted = 0] = twins;
  const key = await keyOf();
  let chosen: boolean | undefined;
  const db = interruptedDatabase(world.db, /^insert into "postings"/, async () => {
    chosen = await chooseContact(world.db, { ...key, fikenId: wanted, now: world.now() });
  });
  expect(await chooseNewContact(db, { ...key, now: world.now() })).toBe(true);
  expect(chosen).toBe(true);
  await world.drain();
  expect(own()).toMatchObject([{ contactId: customerOf(invoice) }]);
});

test.each([
  ["before it is looked for", /from "bindings"/],
  ["after it was looked for", /from "postings"/],
])("none of them, where somebody else's answer came %s, makes nothing", async (_, after) => {
  const [wanted = 0] = twins;
  const key = await keyOf();
  const db = interruptedDatabase(world.db, after, () =>
    chooseContact(world.db, { ...key, fikenId: wanted, now: world.now() }),
  );
  expect(await chooseNewContact(db, { ...key, now: world.now() })).toBe(false);
  await world.drain();
  expect(own()).toEqual([]);
  expect(customerOf(invoice)).toBe(wanted);
});

test.each(["new", 0] as const)(
  "where a process died while it made the new contact, the answer %s goes on to find out",
  async (answer) => {
    const { transferId } = await keyOf();
    const request = { name: "Lyse Nætter AS", memberNumberString: `RB-C-${customer}` };
    await insertIntent(world.db, {
      ...(await contactWrite()),
      transferId,
      request,
      now: world.now(),
    });
    const fikenId = answer === "new" ? answer : (twins[answer] ?? 0);
    expect(await choose(fikenId)).toBe(true);
    // It never reached Fiken: asked again, and answered for good.
    expect(await world.transfer(invoice)).toMatchObject({ state: "held" });
    expect(await choose(fikenId)).toBe(true);
    expect(await world.transfer(invoice)).toMatchObject({ state: "verified" });
    expect(own()).toHaveLength(answer === "new" ? 1 : 0);
  },
);

test("several with our key, where one of them may have been made by us: asked about, and chosen", async () => {
  const { transferId } = await keyOf();
  const memberNumberString = `RB-C-${customer}`;
  const request = { name: "Lyse Nætter AS", memberNumberString };
  await insertIntent(world.db, {
    ...(await contactWrite()),
    transferId,
    request,
    now: world.now(),
  });
  for (const id of twins) Object.assign(contacts().get(id) ?? {}, { memberNumberString });
  const [, wanted = 0] = twins;
  expect(await choose(wanted)).toBe(true);
  expect(await world.transfer(invoice)).toMatchObject({
    state: "held",
    problems: [{ code: "contact.several_matches", details: { by: "memberNumberString" } }],
  });
  expect(await choose(wanted)).toBe(true);
  expect(await world.transfer(invoice)).toMatchObject({ state: "verified" });
  expect(customerOf(invoice)).toBe(wanted);
});

test("an answer for one customer answers for no other: what is left is asked about", async () => {
  const [first = 0, left = 0] = twins;
  const second = await bookFor(inRackbeat());
  expect(await choose(first)).toBe(true);
  expect(customerOf(invoice)).toBe(first);
  expect(await world.transfer(second)).toMatchObject({
    state: "held",
    problems: [{ code: "contact.several_matches", details: { count: 2 } }],
  });
  const key = await keyOf(second);
  const question = await askForContact(world.db, key);
  expect(question?.candidates.map(({ contactId }) => contactId)).toEqual([left]);
  expect(await chooseNewContact(world.db, { ...key, now: world.now() })).toBe(true);
  await world.drain();
  expect(twins).not.toContain(customerOf(second));
  expect(await world.transfer(second)).toMatchObject({ state: "verified" });
});

test("a customer of another number that no delivery told of keeps its contact beside another's", async () => {
  const [first = 0, second = 0] = twins;
  const other = inRackbeat();
  const key = await keyOf(await bookFor(other));
  expect(await choose(first)).toBe(true);
  expect(await chooseContact(world.db, { ...key, fikenId: second, now: world.now() })).toBe(true);
  await world.drain();
  const number = other + 700_000;
  rackbeat.updateCustomer(world.agreementId, { number: other, changes: { number } });
  const later = await bookFor(number);
  expect(await world.transfer(later)).toMatchObject({ state: "verified" });
  expect(customerOf(later)).toBe(second);
});

test("a question of an older version, which did not say whose contact it is, is renewed by its next turn", async () => {
  const key = await keyOf();
  const details = { by: "organizationNumber", value: ORGANIZATION, count: 2 };
  const problems = [{ code: "contact.several_matches" as const, details }];
  await world.db.update(transfers).set({ problems }).where(eq(transfers.id, key.transferId));
  expect(await askForContact(world.db, key)).toBeNull();
  expect(await choose(twins[0] ?? 0)).toBe(false);
  expect(await choose("new")).toBe(false);
  await world.passTime(60 * 60_000);
  await recheckStopped(world.db, { ...world, now: world.now() });
  await world.drain();
  expect((await askForContact(world.db, key))?.candidates).toHaveLength(2);
});

test("a supplier's contact is chosen likewise", async () => {
  world = await startWorld({ attachPdf: false, supplierInvoiceMode: "booked" });
  twins = ["Nord", "Sør"].map((name) => inFiken({ name, supplier: true }));
  const { number: supplierNumber } = rackbeat.createSupplier(world.agreementId, {
    ...{ name: "Lyse Nætter AS", vat_zone: "domestic", payment_terms_id: 1, supplier_group_id: 1 },
    ...{ address_country: "Norge", company_vat: ORGANIZATION },
  });
  invoice = await world.bookPurchase({ supplierNumber });
  await world.drain();
  const [, wanted = 0] = twins;
  expect(await choose(wanted)).toBe(true);
  expect(await world.transfer(invoice)).toMatchObject({ state: "verified" });
  const [purchase] = [...fiken.world.books(FJORDLYS).purchases.values()];
  expect(purchase?.supplierId).toBe(wanted);
});

test("another installation sees nothing of the question, and answers nothing", async () => {
  const stranger = await aTransferWorld(world.db, { agreementId: 204_102 });
  const [wanted = 0] = twins;
  const key = await keyOf(invoice, stranger);
  expect(await askForContact(world.db, key)).toBeNull();
  expect(await choose(wanted, key)).toBe(false);
  expect(await choose("new", key)).toBe(false);
  expect(await world.transfer(invoice)).toMatchObject({ state: "held" });
  expect(made()).toHaveLength(2);
});
