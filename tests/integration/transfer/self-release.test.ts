import { expect, test } from "vitest";
import { saveVatMappings } from "@/db/queries/mappings";
import { refreshChart } from "@/lib/connection/chart";
import { moveConnectionToGrant } from "@/lib/connection/reconnect";
import { keepUp } from "@/lib/installation/keep-up";
import { recheckStopped } from "@/lib/transfer/hold/recheck";
import { releaseHeld } from "@/lib/transfer/hold/release";
import { saveChoices } from "@/lib/transfer/settings/choices";
import { saveMapping } from "@/lib/transfer/settings/save-mapping";
import { createContact } from "@/tests/sandbox/fiken/contacts";
import { contactRequest, saleRequest } from "@/tests/sandbox/fiken/request-schemas";
import { createSale } from "@/tests/sandbox/fiken/sales";
import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import { logInToFiken } from "@/tests/support/live-installation";
import { fiken, rackbeat } from "@/tests/support/providers";
import { startWorld, type TransferWorld } from "@/tests/support/transfer-world";

const MINUTES = 60_000;
const FURNITURE = [{ itemNumber: "MØB-200", quantity: 1 }];
const BOOK = [{ itemNumber: "BOK-700", quantity: 1 }];

/** 2.5 øre of VAT, twice. */
const PENNY = { itemNumber: "LYS-100", quantity: 1, linePrice: 0.1 };
const CHOICES = { salesInvoiceMode: "booked", attachPdf: false, startDate: "2020-01-01" } as const;

let world: TransferWorld;
const books = () => fiken.world.books(FJORDLYS);
const agreement = () => rackbeat.world.agreement(world.agreementId);

function stored(
  number: string,
  side: "customerInvoices" | "supplierInvoices" = "customerInvoices",
) {
  const invoice = agreement()[side].find(Number(number));
  if (!invoice) throw new Error(`The sandbox has lost ${number}`);
  return invoice;
}

/** What the ten minutes' sweep does. Answers how many were put back in line. */
async function lookAgain(afterMs = 10 * MINUTES): Promise<number> {
  await world.passTime(afterMs);
  const released = await recheckStopped(world.db, { ...world, now: world.now() });
  await world.drain();
  return released;
}

/** Three of them, the later made the earlier booked. */
async function bookThree(book: () => Promise<string>, at = stored): Promise<string[]> {
  const made = [await book(), await book(), await book()];
  for (const [index, number] of made.entries()) {
    at(number).booked_at = new Date(Date.now() - index * MINUTES);
  }
  return made.toReversed();
}

type Hold = {
  cause: string;
  code: string;
  options?: Parameters<typeof startWorld>[0];
  hold?: () => unknown;
  book?: () => Promise<string>;
  side?: "customerInvoices" | "supplierInvoices";
  /** Removes the cause where it is, and does nothing else. */
  cure: (numbers: string[]) => unknown;
  /** Where the cure itself releases, or Rackbeat tells of it. Else what is looked at again does. */
  isTold?: true;
  /** When it was booked is not known either: then in the order in which it was heard of. */
  isUnread?: true;
};

const accountOf = (productGroup: number) => ({
  ...{ productGroup, treatment: "high" as const, account: "3000" },
});

const HOLDS: Hold[] = [
  {
    cause: "a group without a mapping",
    code: "mapping.group_unmapped",
    options: { unmapped: [2] },
    book: () => world.book({ lines: FURNITURE }),
    cure: () => saveCells([accountOf(2)]),
    isTold: true,
  },
  {
    cause: "a group that was made later",
    code: "mapping.group_unmapped",
    hold: () => {
      rackbeat.addProductGroup(world.agreementId, {
        ...{ number: 77, name: "Ny", has_inventory: true, vat_domestic: 25 },
      });
      rackbeat.createProduct(world.agreementId, {
        ...{ number: "NY-77", name: "Nytt", group: 77, sales_price: 100 },
      });
    },
    book: () => world.book({ lines: [{ itemNumber: "NY-77", quantity: 1 }] }),
    cure: async () => {
      await keepUp(world.db, world);
      await saveCells([accountOf(77)]);
    },
    isTold: true,
  },
  {
    cause: "a product of an unmapped group, moved to a mapped one in Rackbeat",
    code: "mapping.group_unmapped",
    options: { unmapped: [2] },
    book: () => world.book({ lines: FURNITURE }),
    cure: () => {
      const item = agreement().products.find("MØB-200");
      if (item) item.group_id = 1;
    },
  },
  {
    cause: "a VAT zone and rate without a treatment",
    code: "mapping.vat_unmapped",
    hold: () =>
      saveVatMappings(world.db, {
        installationId: world.installationId,
        rows: [{ side: "sales", zone: "domestic", rate: "0.00", treatment: null }],
      }),
    book: () => world.book({ lines: BOOK }),
    cure: () =>
      saveMapping(world.db, {
        ...{ installationId: world.installationId, origin: "settings_page" },
        change: { zones: { domestic: "outside" }, domesticZeros: [], cells: [] },
      }),
    isTold: true,
  },
  {
    cause: "an account that is out of use in Fiken",
    code: "fiken.account_refused",
    hold: () => books().chart.delete("3000"),
    cure: () => books().chart.set("3000", "Salgsinntekt"),
  },
  {
    cause: "a locked period",
    code: "fiken.period_locked",
    hold: () => fiken.lockPeriod(FJORDLYS, "2099-12-31"),
    cure: () => fiken.lockPeriod(FJORDLYS, undefined),
  },
  {
    cause: "a purchase with Norwegian VAT in another currency",
    code: "document.vat_in_currency",
    options: { supplierInvoiceMode: "booked" },
    book: () => world.bookPurchase({ currency: "EUR" }),
    side: "supplierInvoices",
    cure: async (numbers) => {
      for (const number of numbers) await rewrite("supplier", number, { currency: "NOK" });
    },
    isTold: true,
  },
  {
    cause: "several contacts of one organisation number",
    code: "contact.several_matches",
    hold: () => {
      const twin = { name: "Tvilling", customer: true, organizationNumber: "987654325" };
      for (let n = 0; n < 2; n += 1) createContact(books(), contactRequest.parse(twin));
    },
    book: () => world.book({ customerNumber: twinCustomer() }),
    cure: () => {
      const [, twin] = twins();
      if (twin) books().contacts.delete(twin.contactId);
    },
  },
  {
    cause: "a total that the lines do not give",
    code: "document.total_differs",
    book: () => world.book({ totals: { subtotal: 2_500, vat: 598, total: 3_098 } }),
    cure: async (numbers) => {
      const lines = [{ item_id: "LYS-100", quantity: 1 }];
      for (const number of numbers) await rewrite("customer", number, { lines });
    },
    isTold: true,
  },
  {
    cause: "VAT that Fiken would round otherwise where it issues the invoice",
    code: "document.vat_rounded_by_fiken",
    options: { invoiceIssuer: "fiken" },
    book: () => world.book({ lines: [PENNY, PENNY] }),
    cure: () =>
      saveChoices(world.db, {
        installationId: world.installationId,
        choices: { ...CHOICES, invoiceIssuer: "rackbeat" },
      }),
    isTold: true,
  },
  {
    cause: "a document that cannot be read, with no word of its being mended",
    code: "document.malformed",
    book: async () => {
      const number = await world.book();
      stored(number).currency = "kroner";
      return number;
    },
    cure: (numbers) => {
      for (const number of numbers) stored(number).currency = "NOK";
    },
    isUnread: true,
  },
  {
    cause: "Fiken's API module switched off",
    code: "fiken.api_module_missing",
    hold: () => {
      books().company.hasApiAccess = false;
    },
    cure: () => {
      books().company.hasApiAccess = true;
    },
  },
  {
    cause: "a revoked grant",
    code: "fiken.grant_revoked",
    hold: () => fiken.revokeGrant(),
    cure: async () => {
      const { id: grantId } = await logInToFiken(world.db, world);
      await moveConnectionToGrant(world.db, { ...world, grantId });
      await releaseHeld(world.db, { ...world, curedBy: "connection", now: world.now() });
    },
    isTold: true,
  },
  {
    cause: "a number series that Fiken's user has not started",
    code: "fiken.number_series_missing",
    options: { invoiceIssuer: "fiken" },
    hold: () => {
      delete books().counters.invoice;
    },
    cure: () => {
      books().counters.invoice = 10_000;
    },
  },
  {
    cause: "its number on another sale in Fiken",
    code: "fiken.number_taken",
    book: async () => {
      const number = await world.book();
      createSale(
        books(),
        saleRequest.parse({
          ...{ saleNumber: number, kind: "external_invoice", currency: "NOK" },
          ...{ date: stored(number).invoice_date, dueDate: stored(number).due_date },
          customerId: [...books().contacts.values()].find(({ customer }) => customer)?.contactId,
          lines: [
            {
              description: "For hånd",
              account: "3000",
              vatType: "HIGH",
              netPrice: 10_000,
              vat: 2_500,
            },
          ],
        }),
      );
      return number;
    },
    cure: () => {
      for (const sale of books().sales.values()) fiken.deleteSale(sale.saleId);
    },
  },
];

async function saveCells(cells: ReturnType<typeof accountOf>[]) {
  await refreshChart(world.db, { ...world, now: world.now() });
  const change = { zones: {}, domesticZeros: [], cells };
  const { installationId } = world;
  await saveMapping(world.db, { installationId, origin: "settings_page", change });
}

async function rewrite(kind: "customer" | "supplier", number: string, changes: object) {
  const { booked_at } = stored(number, `${kind}Invoices`);
  await world.change(number, changes, kind);
  stored(number, `${kind}Invoices`).booked_at = booked_at;
}

const twins = () =>
  [...books().contacts.values()].filter(
    ({ organizationNumber }) => organizationNumber === "987654325",
  );

function twinCustomer(): number {
  const known = agreement()
    .customers.list()
    .find(({ company_vat }) => company_vat === "987654325");
  if (known) return known.number;
  const customer = { vat_zone: "domestic", payment_terms_id: 1, customer_group_id: 1 } as const;
  return rackbeat.createCustomer(world.agreementId, {
    ...{ ...customer, name: "Tvilling AS", company_vat: "987654325", address_country: "Norge" },
  }).number;
}

test.each(HOLDS)(
  "$cause: held as $code, and gone on with in booking order once it is removed",
  async ({ code, options, hold, book = () => world.book(), side, cure, isTold, isUnread }) => {
    world = await startWorld({ attachPdf: false, ...options });
    await hold?.();
    const booked = await bookThree(book, (number) => stored(number, side));
    const inOrder = isUnread ? booked.toReversed() : booked;
    await world.drain();
    for (const number of inOrder) {
      const { state, problems } = await world.transfer(number);
      expect({ state, codes: problems.map((problem) => problem.code) }).toEqual({
        ...{ state: "held", codes: [code] },
      });
    }
    expect(await lookAgain()).toBe(code.startsWith("document.") || isOwn(code) ? 3 : 1);
    for (const number of inOrder) expect((await world.transfer(number)).state).toBe("held");

    await cure(inOrder);
    if (isTold) await world.drain();
    else await lookAgain(30 * MINUTES);
    const done = await Promise.all(inOrder.map((number) => world.transfer(number)));
    expect(done).toMatchObject(
      inOrder.map(() => ({ state: "verified", problems: [], causes: [] })),
    );
    const ids = done.map(({ fikenId }) => fikenId ?? 0);
    expect(ids).toEqual(ids.toSorted((one, other) => one - other));
    expect(fiken.violations).toBe(0);
  },
);

/** Each stands for itself, though the words are the same. */
function isOwn(code: string): boolean {
  return code === "fiken.number_taken";
}
