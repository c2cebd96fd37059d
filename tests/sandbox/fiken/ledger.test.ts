import fc from "fast-check";
import { expect, test } from "vitest";
import { act } from "./admin";
import { createContact } from "./contacts";
import { createDraft } from "./drafts";
import { balanceOf, post } from "./ledger";
import { createPurchase } from "./purchases";
import { contactRequest } from "./request-schemas";
import { createSale, deleteSale, paySale } from "./sales";
import { FJORDLYS, seedNorwegian } from "./seed";
import { DEFAULT_SETTINGS } from "./settings";
import { isBalanced } from "./test-caller";
import { PURCHASE_VAT_TYPES, SALES_VAT_TYPES, vatOf } from "./vat-types";
import { type Books, World } from "./world";

const SALE_PAIRS = [
  ["3000", "HIGH"],
  ["3030", "MEDIUM"],
  ["3050", "LOW"],
  ["3100", "EXEMPT"],
  ["3110", "EXEMPT_IMPORT_EXPORT"],
  ["3200", "OUTSIDE"],
  ["7740", "NONE"],
] as const;
const PURCHASE_PAIRS = Object.keys(PURCHASE_VAT_TYPES).map((type) => ["4300", type] as const);

function lines(direction: "sale" | "purchase") {
  const pairs: (readonly [string, string])[] =
    direction === "sale" ? [...SALE_PAIRS] : PURCHASE_PAIRS;
  const types = direction === "sale" ? SALES_VAT_TYPES : PURCHASE_VAT_TYPES;
  const netPrice = fc.oneof(
    fc.integer({ min: 5, max: 99_999_999 }),
    fc.integer({ min: -9_999_999, max: -5 }),
  );
  const line = fc.record({ pair: fc.constantFrom(...pairs), netPrice }).map((drawn) => ({
    description: "Linje",
    account: drawn.pair[0],
    vatType: drawn.pair[1],
    netPrice: drawn.netPrice,
    vat: vatOf(drawn.netPrice, types[drawn.pair[1]]?.basisPoints ?? 0),
  }));
  return fc.array(line, { minLength: 1, maxLength: 6 });
}

function freshBooks(): { books: Books; contactId: number } {
  const world = new World(DEFAULT_SETTINGS);
  seedNorwegian(world);
  const books = world.books(FJORDLYS);
  const both = contactRequest.parse({ name: "Begge deler AS", customer: true, supplier: true });
  return { books, contactId: createContact(books, both).contactId };
}

const NOK = { date: "2026-05-04", currency: "NOK" };

test("every sale, payment, purchase, draft and deletion leaves the books in balance", () => {
  fc.assert(
    fc.property(lines("sale"), lines("purchase"), fc.boolean(), (sold, bought, deleted) => {
      const { books, contactId } = freshBooks();
      const kind = "external_invoice";
      const sale = createSale(books, { ...NOK, kind, customerId: contactId, lines: sold });
      paySale(books, sale, { date: NOK.date, account: "1920:10001", amount: 777, fee: 5 });
      if (deleted) deleteSale(books, sale, "Feil");
      createPurchase(books, { ...NOK, kind: "supplier", supplierId: contactId, lines: bought });
      const draft = createDraft(books, "sale", {
        cash: false,
        paid: false,
        contactId,
        invoiceIssueDate: NOK.date,
        lines: sold.map(({ description, account, vatType, netPrice, vat }) => ({
          text: description,
          incomeAccount: account,
          vatType,
          net: netPrice,
          gross: netPrice + vat,
        })),
      });
      act(books, "saleDrafts", draft.draftId, "approve");

      expect(isBalanced(books)).toBe(true);
      const gross = sold.reduce((sum, { netPrice, vat }) => sum + netPrice + vat, 0);
      const account = books.contacts.get(contactId)?.customerAccountCode ?? "";
      const outstanding = deleted ? gross : 2 * gross - 777;
      expect(balanceOf(books, account, "2026-12-31")).toBe(outstanding);
    }),
    { numRuns: 100 },
  );
});

test("a voucher out of balance, or on an account that is not there, is the sandbox's own error", () => {
  const { books } = freshBooks();
  const voucher = { date: NOK.date, description: "", type: "" };
  const bad = [
    [
      { account: "3000", amount: 100 },
      { account: "2700", amount: -99 },
    ],
    [
      { account: "9999", amount: 1 },
      { account: "3000", amount: -1 },
    ],
    [
      { account: "3000", amount: 0.5 },
      { account: "2700", amount: -0.5 },
    ],
  ];
  for (const postings of bad) {
    expect(() => post(books, { ...voucher, postings })).toThrow(/out of balance/);
  }
});

test("services from abroad post the VAT both ways, and as a cost where it cannot be deducted", () => {
  const { books, contactId } = freshBooks();
  const line = { description: "Annonser", account: "7320", netPrice: 100_000, vat: 0 };
  for (const vatType of ["HIGH_FOREIGN_SERVICE_DEDUCTIBLE", "HIGH_FOREIGN_SERVICE_NONDEDUCTIBLE"]) {
    createPurchase(books, {
      ...NOK,
      kind: "supplier",
      supplierId: contactId,
      lines: [{ ...line, vatType }],
    });
  }
  expect(balanceOf(books, "2704", "2026-12-31")).toBe(-50_000);
  expect(balanceOf(books, "2714", "2026-12-31")).toBe(25_000);
  expect(balanceOf(books, "7320", "2026-12-31")).toBe(225_000);
});
