import { beforeEach, describe, expect, test } from "vitest";
import { listTransfers } from "@/db/queries/transfer-lists";
import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import type { FaultKind } from "@/tests/sandbox/kernel/faults";
import { mortalDatabase } from "@/tests/support/mortal-database";
import { fiken, rackbeat } from "@/tests/support/providers";
import { startWorld, type TransferWorld } from "@/tests/support/transfer-world";

let world: TransferWorld;

beforeEach(async () => {
  world = await startWorld();
});

const books = () => fiken.world.books(FJORDLYS);
let made = 0;

/** A new product: look-up, product, read-back. */
async function newProduct(): Promise<() => void> {
  made += 1;
  const { number } = rackbeat.createProduct(world.agreementId, {
    ...{ number: `ÉN-${made}`, name: "Lykt", group: 1, sales_price: 100 },
  });
  await world.deliver(number, "product.created");
  return () => {
    const products = [...books().products.values()];
    const standing = products.filter(({ productNumber }) => productNumber === number);
    expect(standing).toMatchObject([{ name: "Lykt", unitPrice: 10_000 }]);
  };
}

/** A new supplier: look-ups by key, organisation number and e-mail, contact, read-back. */
async function newSupplier(): Promise<() => void> {
  const { number } = rackbeat.createSupplier(world.agreementId, {
    ...{ name: "Fjell AS", vat_zone: "domestic", payment_terms_id: 1, supplier_group_id: 1 },
    ...{ company_vat: "987654325", contact_email: "post@fjell.example" },
    contact_phone: "22 33 44 55",
  });
  await world.deliver(String(number), "supplier.created");
  return () => {
    const contacts = [...books().contacts.values()];
    const standing = contacts.filter(({ memberNumberString, organizationNumber }) => {
      return memberNumberString === `RB-S-${number}` || organizationNumber === "987654325";
    });
    expect(standing).toMatchObject([{ supplier: true, phoneNumber: "22 33 44 55" }]);
  };
}

async function expectDone(expectOne: () => void) {
  const [transfer, ...others] = await listTransfers(world.db, world);
  expect(others).toEqual([]);
  expect(["verified", "unchanged"]).toContain(transfer?.state);
  expect(transfer?.problems).toEqual([]);
  expectOne();
  expect(fiken.violations).toBe(0);
}

const KINDS: FaultKind[] = ["lose-answer", "lose-before", "500-before", "500-after", "429"];
const CASES = [
  { what: "product", requests: 3, create: newProduct },
  { what: "supplier", requests: 5, create: newSupplier },
];

describe.each(CASES)("one $what in the end", ({ requests, create }) => {
  describe.each(KINDS)("%s", (kind) => {
    test.each(Array.from({ length: requests }, (_, index) => index + 1))(
      "at request %i",
      async (nth) => {
        const expectOne = await create();
        fiken.faults.add({ kind, nth });
        await world.drain();
        expect(fiken.faults.list()).toEqual([]);
        await expectDone(expectOne);
      },
    );
  });

  test("of a process that dies between any two commits", async () => {
    let writes = 0;
    for (let n = 1; ; n += 1) {
      world = await startWorld();
      const expectOne = await create();
      const { mortal, died } = mortalDatabase(world.db, n);
      await world.drainOn(mortal).catch((error: unknown) => {
        if (!died()) throw error;
      });
      await world.passTime(60_000);
      await world.drain();
      await expectDone(expectOne);
      if (!died()) break;
      writes = n;
    }
    // Intent, outcome and binding, and the states around them.
    expect(writes).toBeGreaterThan(6);
  }, 120_000);
});
