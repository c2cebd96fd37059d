import { beforeEach, describe, expect, test } from "vitest";
import { listTransfers } from "@/db/queries/transfers";
import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import type { FaultKind } from "@/tests/sandbox/kernel/faults";
import { mortalDatabase } from "@/tests/support/mortal-database";
import { fiken } from "@/tests/support/providers";
import { standingSales, startWorld, type TransferWorld } from "@/tests/support/transfer-world";

/** A customer that Fiken does not know: three look-ups, contact, look-up, sale, PDF, read-back. */
const REQUESTS_OF_A_FIRST_INVOICE = 8;
const CUSTOMER = 10_001;

let world: TransferWorld;

beforeEach(async () => {
  world = await startWorld();
});

async function expectExactlyOnce(number: string) {
  const [transfer, ...others] = await listTransfers(world.db, world);
  expect(others).toEqual([]);
  expect(transfer).toMatchObject({ rackbeatKey: number, state: "verified", problems: [] });
  const books = fiken.world.books(FJORDLYS);
  const sales = standingSales(number);
  expect(sales).toHaveLength(1);
  expect(sales[0]?.attachments).toHaveLength(1);
  const contacts = [...books.contacts.values()].filter(
    ({ memberNumberString }) => memberNumberString === `RB-C-${CUSTOMER}`,
  );
  expect(contacts).toHaveLength(1);
  expect(fiken.violations).toBe(0);
}

const KINDS: FaultKind[] = ["lose-answer", "lose-before", "500-before", "500-after", "429"];

describe.each(KINDS)("%s", (kind) => {
  test.each(Array.from({ length: REQUESTS_OF_A_FIRST_INVOICE }, (_, index) => index + 1))(
    "at request %i of the protocol: one document in the end",
    async (nth) => {
      fiken.faults.add({ kind, nth });
      const number = await world.book({ customerNumber: CUSTOMER });
      await world.drain();
      expect(fiken.faults.list()).toEqual([]);
      await expectExactlyOnce(number);
    },
  );
});

test("a process that dies between any two commits leaves one document in the end", async () => {
  let writes = 0;
  for (let n = 1; ; n += 1) {
    world = await startWorld();
    const number = await world.book({ customerNumber: CUSTOMER });
    const { mortal, died } = mortalDatabase(world.db, n);
    await world.drainOn(mortal).catch((error: unknown) => {
      if (!died()) throw error;
    });
    await world.passTime(60_000);
    await world.drain();
    await expectExactlyOnce(number);
    if (!died()) break;
    writes = n;
  }
  // The protocol writes an intent and an outcome for contact, document and PDF, and the states around them.
  expect(writes).toBeGreaterThan(12);
}, 120_000);
