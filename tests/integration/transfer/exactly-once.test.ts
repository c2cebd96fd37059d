import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { listTransfers } from "@/db/queries/transfer-lists";
import type { Contact } from "@/tests/sandbox/fiken/records";
import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import type { FaultKind } from "@/tests/sandbox/kernel/faults";
import { mortalDatabase } from "@/tests/support/mortal-database";
import { fiken } from "@/tests/support/providers";
import {
  standingPurchases,
  standingSales,
  startWorld,
  type TransferWorld,
} from "@/tests/support/transfer-world";

/** A customer that Fiken does not know: three look-ups, contact, look-up, sale, PDF, read-back. */
const REQUESTS_OF_A_FIRST_INVOICE = 8;
const CUSTOMER = 10_001;

let world: TransferWorld;

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

/** Fiken's lists lag: the first `times` look-ups in the collection do not show the rows that `isNew` tells. */
function hide<Row>(
  rows: Map<number, Row>,
  { path, times, isNew }: { path: string; times: number; isNew: (row: Row) => boolean },
) {
  let looks = 0;
  let hidden: [number, Row][] = [];
  fiken.hook = (phase, request) => {
    if (request.method !== "GET" || !request.path.endsWith(path)) return undefined;
    if (phase === "before-commit" && looks < times) {
      hidden = [...rows].filter(([, row]) => isNew(row));
      if (hidden.length > 0) looks += 1;
      for (const [id] of hidden) rows.delete(id);
    } else if (phase === "after-commit") {
      for (const [id, row] of hidden) rows.set(id, row);
      hidden = [];
    }
    return undefined;
  };
  return () => looks;
}

const hideSales = (times: number) =>
  hide(fiken.world.books(FJORDLYS).sales, { path: "/sales", times, isNew: () => true });

const KINDS: FaultKind[] = ["lose-answer", "lose-before", "500-before", "500-after", "429"];

describe.each(KINDS)("%s", (kind) => {
  beforeEach(async () => {
    world = await startWorld();
  });

  test.each(nths(REQUESTS_OF_A_FIRST_INVOICE))(
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

describe("Fiken's lists lag behind what it has made", () => {
  beforeEach(async () => {
    world = await startWorld();
  });

  test("a sale whose answer was lost is looked for until it shows, not booked again", async () => {
    const looks = hideSales(3);
    fiken.faults.add({ kind: "lose-answer", method: "POST", path: /\/sales$/ });
    const number = await world.book({ customerNumber: CUSTOMER });
    await world.drain();
    fiken.hook = undefined;
    expect(looks()).toBe(3);
    await expectExactlyOnce(number);
  });

  test("and so is a contact", async () => {
    const { contacts } = fiken.world.books(FJORDLYS);
    const isNew = (row: Contact) => row.memberNumberString === `RB-C-${CUSTOMER}`;
    const looks = hide(contacts, { path: "/contacts", times: 3, isNew });
    fiken.faults.add({ kind: "lose-answer", method: "POST", path: /\/contacts$/ });
    const number = await world.book({ customerNumber: CUSTOMER });
    await world.drain();
    fiken.hook = undefined;
    expect(looks()).toBe(3);
    await expectExactlyOnce(number);
  });
});

test("a process that dies between any two commits leaves one document in the end", async () => {
  const writes = await countDeaths(async (n) => {
    world = await startWorld();
    const number = await world.book({ customerNumber: CUSTOMER });
    const died = await drainAndDie(n);
    await expectExactlyOnce(number);
    return died;
  });
  // The protocol writes an intent and an outcome for contact, document and PDF, and the states around them.
  expect(writes).toBeGreaterThan(12);
}, 120_000);

/** `inFiken`: how many files hang on each that stands there. */
type Booked = { number: string; inFiken: () => number[] };

/** Documents of a known contact: one world for all, since only their own protocol is put to the test. */
const DOCUMENTS = [
  {
    document: "a supplier invoice",
    options: { supplierInvoiceMode: "booked" },
    /** Look-up, purchase, PDF, read-back. */
    requests: 4,
    expected: [1],
    prepare: async () => `LF-${randomUUID()}`,
    book: async (identifier: string): Promise<Booked> => ({
      number: await world.bookPurchase({ supplierInvoiceNumber: identifier }),
      inFiken: () => standingPurchases(identifier).map(({ attachments }) => attachments.length),
    }),
  },
  {
    document: "a credit note on an invoice of Fiken's",
    options: { invoiceIssuer: "fiken" },
    /** Its invoice, look-up, credit note, read-back. */
    requests: 4,
    expected: [0],
    prepare: bookAndDrain,
    book: async (original: string): Promise<Booked> => {
      const number = await world.credit(original);
      return { number, inFiken: () => creditNotesOf(number) };
    },
  },
] as const;

describe.each(DOCUMENTS)("$document", ({ options, requests, expected, prepare, book }) => {
  beforeAll(async () => {
    world = await startWorld(options);
    await book(await prepare());
    await world.drain();
  });

  async function expectOne({ number, inFiken }: Booked) {
    expect(await world.transfer(number)).toMatchObject({ state: "verified", problems: [] });
    expect(inFiken()).toEqual(expected);
    expect(fiken.violations).toBe(0);
  }

  test.each(KINDS.flatMap((kind) => nths(requests).map((nth) => [kind, nth] as const)))(
    "%s at request %i: one in the end",
    async (kind, nth) => {
      const prepared = await prepare();
      fiken.faults.add({ kind, nth });
      const booked = await book(prepared);
      await world.drain();
      expect(fiken.faults.list()).toEqual([]);
      await expectOne(booked);
    },
  );

  test("a process that dies between any two commits leaves one", async () => {
    const writes = await countDeaths(async (n) => {
      const booked = await book(await prepare());
      const died = await drainAndDie(n);
      await expectOne(booked);
      return died;
    });
    expect(writes).toBeGreaterThan(6);
  }, 60_000);
});

async function bookAndDrain(): Promise<string> {
  const number = await world.book();
  await world.drain();
  return number;
}

function creditNotesOf(number: string): number[] {
  const notes = [...fiken.world.books(FJORDLYS).creditNotes.values()];
  const ours = notes.filter(({ creditNoteText }) => creditNoteText?.includes(number));
  return ours.map(({ attachments }) => attachments.length);
}

/** A drain that dies before its `n`-th write, and another that comes after it. Answers whether it came to that. */
async function drainAndDie(n: number): Promise<boolean> {
  const { mortal, died } = mortalDatabase(world.db, n);
  await world.drainOn(mortal).catch((error: unknown) => {
    if (!died()) throw error;
  });
  await world.passTime(60_000);
  // Also where Fiken's list does not show yet what the dead process has made.
  hideSales(1);
  await world.drain();
  fiken.hook = undefined;
  return died();
}

/** Dies before the first write, the second…, until a drain outlives its work. Answers how many there were. */
async function countDeaths(attempt: (n: number) => Promise<boolean>): Promise<number> {
  let n = 1;
  while (await attempt(n)) n += 1;
  return n - 1;
}

function nths(requests: number): number[] {
  return Array.from({ length: requests }, (_, index) => index + 1);
}
