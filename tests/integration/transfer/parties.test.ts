import { beforeEach, describe, expect, test } from "vitest";
import { listTransfers } from "@/db/queries/transfer-lists";
import type { EntityKind } from "@/db/schema/transfers";
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

type PartyFields = Partial<Parameters<typeof rackbeat.createCustomer>[1]>;
const FIELDS: PartyFields = {
  name: "Fjell AS",
  vat_zone: "domestic",
  payment_terms_id: 1,
  ...{ contact_email: "post@fjell.example", contact_phone: "22 33 44 55", currency: "NOK" },
  ...{ address_street: "Gata 1", address_zipcode: "0150", address_city: "Oslo" },
  address_country: "Norge",
};

const customer = (fields: PartyFields = {}) =>
  String(
    rackbeat.createCustomer(world.agreementId, { ...FIELDS, customer_group_id: 1, ...fields })
      .number,
  );
const supplier = (fields: PartyFields = {}) =>
  String(
    rackbeat.createSupplier(world.agreementId, { ...FIELDS, supplier_group_id: 1, ...fields })
      .number,
  );

function inFiken(fields: Partial<Parameters<typeof contactRequest.parse>[0] & object>) {
  return createContact(books(), contactRequest.parse({ name: "Fjell AS", ...fields }));
}

/** What stands in Fiken, also the fields that it does not show. */
const contactsNamed = (name: string) =>
  [...books().contacts.values()].filter((contact) => contact.name === name);
const withKey = (key: string) =>
  [...books().contacts.values()].filter(({ memberNumberString }) => memberNumberString === key);

async function transferOf(number: string, kind: EntityKind) {
  const listed = await listTransfers(world.db, { ...world, limit: 1_000 });
  const found = listed.find((row) => row.kind === kind && row.rackbeatKey === number);
  if (!found) throw new Error(`No transfer of ${kind} ${number}`);
  return found;
}

async function follow(number: string, kind: "customer" | "supplier", what = "updated") {
  await world.deliver(number, `${kind}.${what}`);
  await world.drain();
  return transferOf(number, kind);
}

function change(number: string, changes: PartyFields) {
  rackbeat.updateCustomer(world.agreementId, { number: Number(number), changes });
}

function renamed(kind: "customer" | "supplier", from: string, to: string) {
  const event = `${kind}.updated`;
  const body = { key: to, key_name: "number", event, old_key: from, new_key: to };
  return world.receive({
    headers: { token: null, event, account: null },
    body: JSON.stringify({ ...body, changed: ["number"] }),
  });
}

const writesOf = (from: number) =>
  fiken.requests.slice(from).filter(({ method }) => method !== "GET" && method !== "HEAD");

describe.each(["customer", "supplier"] as const)("a %s", (kind) => {
  const create = (fields?: PartyFields) =>
    kind === "customer" ? customer(fields) : supplier(fields);
  const keyOf = (number: string) => `RB-${kind === "customer" ? "C" : "S"}-${number}`;

  test("is made, with what Fiken does not show", async () => {
    const number = create();
    expect(await follow(number, kind, "created")).toMatchObject({
      ...{ state: "verified", problems: [], partyName: "Fjell AS", fikenKind: "contact" },
    });
    expect(withKey(keyOf(number))).toMatchObject([
      {
        ...{ name: "Fjell AS", email: "post@fjell.example", phoneNumber: "22 33 44 55" },
        ...{ currency: "NOK", [kind]: true, inactive: false },
        address: { streetAddress: "Gata 1", postCode: "0150", city: "Oslo", country: "Norway" },
      },
    ]);
  });

  test("that has not changed is not written", async () => {
    const number = create();
    await follow(number, kind, "created");
    const before = fiken.requests.length;
    expect(await follow(number, kind)).toMatchObject({ state: "unchanged" });
    expect(writesOf(before)).toEqual([]);
  });

  test("of another number is the same contact, with the new key", async () => {
    const number = create();
    await follow(number, kind, "created");
    const [made] = withKey(keyOf(number));
    const to = String(Number(number) + 700_000);
    const party = { number: Number(number), changes: { number: Number(to) } };
    if (kind === "customer") rackbeat.updateCustomer(world.agreementId, party);
    else rackbeat.updateSupplier(world.agreementId, party);
    await renamed(kind, number, to);
    await world.drain();
    expect(await transferOf(to, kind)).toMatchObject({ state: "verified" });
    expect(withKey(keyOf(number))).toEqual([]);
    expect(withKey(keyOf(to))).toMatchObject([{ contactId: made?.contactId }]);
  });

  test("of another number that no delivery told of is the same contact all the same", async () => {
    const number = create({ company_vat: "987654325" });
    const { fikenId } = await follow(number, kind, "created");
    const to = Number(number) + 700_000;
    const party = { number: Number(number), changes: { number: to } };
    if (kind === "customer") rackbeat.updateCustomer(world.agreementId, party);
    else rackbeat.updateSupplier(world.agreementId, party);
    expect(await follow(String(to), kind)).toMatchObject({ problems: [], fikenId });
    expect(contactsNamed("Fjell AS")).toMatchObject([{ contactId: fikenId }]);
    expect(withKey(keyOf(String(to)))).toHaveLength(1);
    expect(await follow(number, kind, "deleted")).toMatchObject({ state: "excluded" });
    expect(contactsNamed("Fjell AS")).toMatchObject([{ inactive: false }]);
  });

  test("that was deleted in Fiken is made again", async () => {
    const number = create();
    const { fikenId } = await follow(number, kind, "created");
    books().contacts.delete(fikenId ?? 0);
    expect(await follow(number, kind)).toMatchObject({ state: "verified" });
    expect(withKey(keyOf(number))).toHaveLength(1);
  });
});

describe("a change", () => {
  test("keeps what Fiken's user added, and what Fiken takes and does not show", async () => {
    const number = customer();
    const { fikenId } = await follow(number, "customer", "created");
    const contact = books().contacts.get(fikenId ?? 0);
    const person = { contactPersonId: 77, name: "Kari", email: "kari@fjell.example" };
    const added = {
      ...{ bankAccountNumber: "15061144711", groups: ["Faste"], discount: 10 },
      ...{ daysUntilInvoicingDueDate: 21, persons: [person] },
    };
    Object.assign(contact ?? {}, added);
    change(number, { name: "Fjell og Fjord AS", address_city: "Bergen" });
    expect(await follow(number, "customer")).toMatchObject({ state: "verified" });
    expect(books().contacts.get(fikenId ?? 0)).toMatchObject({
      ...{ ...added, name: "Fjell og Fjord AS", address: { city: "Bergen" } },
      ...{ phoneNumber: "22 33 44 55", currency: "NOK", memberNumberString: `RB-C-${number}` },
    });
  });

  test("of what Fiken does not show is sent", async () => {
    const number = customer();
    await follow(number, "customer", "created");
    change(number, { contact_phone: "99 88 77 66" });
    expect(await follow(number, "customer")).toMatchObject({ state: "verified" });
    expect(withKey(`RB-C-${number}`)).toMatchObject([{ phoneNumber: "99 88 77 66" }]);
  });

  test("that empties a field empties ours, and leaves Fiken's", async () => {
    const [ours, theirs] = [customer(), customer({ contact_email: null })];
    await follow(ours, "customer", "created");
    const { fikenId } = await follow(theirs, "customer", "created");
    Object.assign(books().contacts.get(fikenId ?? 0) ?? {}, { email: "egen@fiken.example" });
    for (const number of [ours, theirs]) {
      change(number, { name: "Fjell 2 AS", contact_email: null });
      await follow(number, "customer");
    }
    expect(withKey(`RB-C-${ours}`)[0]?.email).toBeUndefined();
    expect(withKey(`RB-C-${theirs}`)[0]?.email).toBe("egen@fiken.example");
  });

  test("of a field that Fiken has no place for writes nothing", async () => {
    const number = customer();
    await follow(number, "customer", "created");
    const before = fiken.requests.length;
    change(number, { our_reference: "Ola", ean: "7080001234567" });
    expect(await follow(number, "customer")).toMatchObject({ state: "unchanged" });
    expect(writesOf(before)).toEqual([]);
  });
});

describe("out of use in Rackbeat, out of use in Fiken", () => {
  test("barred, and back", async () => {
    const number = customer();
    await follow(number, "customer", "created");
    change(number, { is_barred: true });
    expect(await follow(number, "customer")).toMatchObject({ state: "verified" });
    expect(withKey(`RB-C-${number}`)).toMatchObject([
      { inactive: true, phoneNumber: "22 33 44 55" },
    ]);
    change(number, { is_barred: false });
    await follow(number, "customer");
    expect(withKey(`RB-C-${number}`)).toMatchObject([{ inactive: false }]);
  });

  test("deleted", async () => {
    const number = customer();
    await follow(number, "customer", "created");
    rackbeat.deleteCustomer(world.agreementId, { number: Number(number) });
    expect(await follow(number, "customer", "deleted")).toMatchObject({ state: "verified" });
    expect(withKey(`RB-C-${number}`)).toMatchObject([
      { inactive: true, name: "Fjell AS", phoneNumber: "22 33 44 55", email: "post@fjell.example" },
    ]);
    expect(await follow(number, "customer", "deleted")).toMatchObject({ state: "unchanged" });
  });

  test("what was never in Fiken is not made for it", async () => {
    const number = customer({ is_barred: true });
    expect(await follow(number, "customer", "created")).toMatchObject({ state: "excluded" });
    expect(await follow("987", "supplier", "deleted")).toMatchObject({ state: "excluded" });
    expect(withKey(`RB-C-${number}`)).toEqual([]);
  });

  test("a contact that Fiken's user also buys from stays in use", async () => {
    const number = customer();
    const { fikenId } = await follow(number, "customer", "created");
    Object.assign(books().contacts.get(fikenId ?? 0) ?? {}, { supplier: true });
    change(number, { is_barred: true });
    await follow(number, "customer");
    expect(books().contacts.get(fikenId ?? 0)).toMatchObject({ inactive: false, supplier: true });
  });
});

describe("a party that is customer and supplier", () => {
  const ORG = { company_vat: "987654325" };
  let buys: string;
  let sells: string;

  beforeEach(async () => {
    buys = customer(ORG);
    sells = supplier({ ...ORG, contact_phone: "11 11 11 11" });
    await follow(buys, "customer", "created");
    await follow(sells, "supplier", "created");
  });

  test("is one contact, with both roles, and the customer's fields", async () => {
    const [asCustomer, asSupplier] = await Promise.all([
      transferOf(buys, "customer"),
      transferOf(sells, "supplier"),
    ]);
    expect(asSupplier).toMatchObject({ fikenId: asCustomer.fikenId, problems: [] });
    expect(contactsNamed("Fjell AS")).toMatchObject([
      {
        ...{ customer: true, supplier: true, memberNumberString: `RB-C-${buys}` },
        ...{ phoneNumber: "22 33 44 55", currency: "NOK" },
      },
    ]);
  });

  test("is written for neither once both are there", async () => {
    const before = fiken.requests.length;
    expect(await follow(buys, "customer")).toMatchObject({ state: "unchanged" });
    expect(await follow(sells, "supplier")).toMatchObject({ state: "unchanged" });
    expect(writesOf(before)).toEqual([]);
  });

  test("goes out of use as both only", async () => {
    change(buys, { is_barred: true });
    await follow(buys, "customer");
    expect(contactsNamed("Fjell AS")).toMatchObject([{ inactive: false, customer: true }]);
    rackbeat.updateSupplier(world.agreementId, {
      ...{ number: Number(sells), changes: { is_barred: true } },
    });
    await follow(sells, "supplier");
    expect(contactsNamed("Fjell AS")).toMatchObject([{ inactive: true }]);
  });
});

test("the delivery of a new customer and a document of his at once make one contact", async () => {
  const number = customer({ company_vat: "987654325" });
  await world.deliver(number, "customer.created");
  const invoice = await world.book({ customerNumber: Number(number) });
  await Promise.all([world.drain(), world.drain()]);
  expect(await world.transfer(invoice)).toMatchObject({ state: "verified" });
  expect(["verified", "unchanged"]).toContain((await transferOf(number, "customer")).state);
  expect(contactsNamed("Fjell AS")).toHaveLength(1);
  expect(standingSales(invoice)[0]?.customerId).toBe(contactsNamed("Fjell AS")[0]?.contactId);
  expect(fiken.violations).toBe(0);
});

test("several contacts with the organisation number: held, nothing made, and the next goes on", async () => {
  for (let n = 0; n < 2; n += 1) inFiken({ supplier: true, organizationNumber: "987654325" });
  const held = supplier({ company_vat: "987654325" });
  const going = supplier({ name: "Dal AS", contact_email: "post@dal.example" });
  await world.deliver(held, "supplier.created");
  await follow(going, "supplier", "created");
  expect(await transferOf(held, "supplier")).toMatchObject({
    state: "held",
    problems: [{ code: "contact.several_matches", details: { count: 2 } }],
  });
  expect(await transferOf(going, "supplier")).toMatchObject({ state: "verified" });
  expect(contactsNamed("Fjell AS")).toHaveLength(2);
});

describe("one party that cannot go", () => {
  test("refused by Fiken, it stops itself and its own documents only", async () => {
    const refused = customer({ address_country: "Midgard", vat_zone: "abroad" });
    const going = customer({ name: "Dal AS", contact_email: "post@dal.example" });
    for (const number of [refused, going]) await world.deliver(number, "customer.created");
    const stopped = await world.book({ customerNumber: Number(refused) });
    const sent = await world.book({ customerNumber: Number(going) });
    await world.drain();
    expect(await transferOf(refused, "customer")).toMatchObject({
      state: "failed",
      problems: [{ code: "fiken.refused" }],
    });
    expect(await world.transfer(stopped)).toMatchObject({ state: "failed" });
    expect(await transferOf(going, "customer")).toMatchObject({ state: "verified" });
    expect(await world.transfer(sent)).toMatchObject({ state: "verified" });
  });

  test.each([
    ["without a name", { name: null }, "contact.name_missing"],
    ["barred perhaps", { is_barred: "kanskje" }, "document.malformed"],
    ["with an address of parts", { address_city: { name: "Oslo" } }, "document.malformed"],
  ])("%s in Rackbeat, it has its problem and the next goes on", async (_, fields, code) => {
    const [bad, good] = [customer(), customer({ name: "Dal AS", contact_email: "d@dal.example" })];
    const party = rackbeat.world.agreement(world.agreementId).customers.find(Number(bad));
    Object.assign(party ?? {}, fields);
    await world.deliver(bad, "customer.created");
    expect(await follow(good, "customer", "created")).toMatchObject({ state: "verified" });
    expect(await transferOf(bad, "customer")).toMatchObject({
      state: "held",
      problems: [{ code }],
    });
    expect(withKey(`RB-C-${bad}`)).toEqual([]);
  });
});
