import { beforeEach, expect, test } from "vitest";
import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import { fiken, rackbeat } from "@/tests/support/providers";
import { startWorld, type TransferWorld } from "@/tests/support/transfer-world";

const PARTY = {
  name: "Begge Deler AS",
  vat_zone: "domestic",
  payment_terms_id: 1,
  address_country: "Norge",
} as const;

let world: TransferWorld;

beforeEach(async () => {
  world = await startWorld({ attachPdf: false, supplierInvoiceMode: "booked" });
});

/** The same company, new as a customer and as a supplier, and told of at once. */
async function bothAtOnce(same: { company_vat?: string; contact_email?: string }) {
  const customer = { ...PARTY, ...same, customer_group_id: 1 };
  const supplier = { ...PARTY, ...same, supplier_group_id: 1 };
  const made = {
    customer: String(rackbeat.createCustomer(world.agreementId, customer).number),
    supplier: String(rackbeat.createSupplier(world.agreementId, supplier).number),
  };
  await world.deliver(made.customer, "customer.created");
  await world.deliver(made.supplier, "supplier.created");
  return made;
}

const contacts = () =>
  [...fiken.world.books(FJORDLYS).contacts.values()].filter(({ name }) => name === PARTY.name);

test.each([
  ["organisation number", { company_vat: "987654325" }],
  ["e-mail", { contact_email: "post@begge.example" }],
])(
  "two drains at once make one contact of a customer and a supplier of the same %s",
  async (_, same) => {
    const { customer, supplier } = await bothAtOnce(same);
    await Promise.all([world.drain(), world.drain()]);
    for (const number of [customer, supplier]) {
      expect((await world.transfer(number)).state).toMatch(/verified|unchanged/);
    }
    expect(contacts()).toMatchObject([{ customer: true, supplier: true }]);
    expect(fiken.violations).toBe(0);
  },
);

test.each(["500-before", "lose-answer"] as const)(
  "also where the first answer is a %s",
  async (kind) => {
    const { customer, supplier } = await bothAtOnce({ company_vat: "987654325" });
    fiken.faults.add({ kind, method: "POST", path: /\/contacts$/ });
    await Promise.all([world.drain(), world.drain()]);
    expect(fiken.faults.list()).toEqual([]);
    for (const number of [customer, supplier]) {
      expect((await world.transfer(number)).state).toMatch(/verified|unchanged/);
    }
    expect(contacts()).toMatchObject([{ customer: true, supplier: true }]);
  },
);
