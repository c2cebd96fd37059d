import { invalid } from "../refusal";
import type { Agreement } from "../world/agreement";
import { bookInvoice, createCreditNote } from "../world/invoices";
import { createItem } from "../world/items";
import { createProductGroup } from "../world/product-groups";
import type { Invoice, Item, Party, VatZone } from "../world/rows";
import { makeInvoice } from "./make-invoice";

/** Every kind of document that a sales invoice can be. */
export const INVOICE_SCENARIOS = [
  "ordinary",
  "discount",
  "food",
  "culture",
  "several-rates",
  "books",
  "gift-card",
  "export",
  "foreign-currency",
  "domestic-exempt",
  "text-lines",
  "freight-without-product",
  "negative-line",
  "six-decimals",
  "lot",
] as const;
export const SCENARIO_NAMES = [
  ...INVOICE_SCENARIOS,
  "new-group",
  "draft",
  "credit-note",
  "supplier-invoice",
] as const;
export type ScenarioName = (typeof SCENARIO_NAMES)[number];

type Line = Parameters<typeof makeInvoice>[2]["lines"][number];
type Extra = Omit<Parameters<typeof makeInvoice>[2], "lines">;

const scenarios: Record<ScenarioName, (agreement: Agreement) => Invoice> = {
  ordinary: (agreement) =>
    sell(agreement, [
      { itemNumber: goods(agreement, 25).number, quantity: 2 },
      { itemNumber: goods(agreement, 25, 3).number, quantity: 1 },
    ]),
  discount: (agreement) =>
    sell(agreement, [
      { itemNumber: goods(agreement, 25).number, quantity: 3, discountPercentage: 12.5 },
    ]),
  food: (agreement) =>
    sell(agreement, [
      { itemNumber: goods(agreement, 15).number, quantity: 7 },
      { itemNumber: goods(agreement, 15, 2).number, quantity: 11 },
    ]),
  culture: (agreement) =>
    sell(agreement, [{ itemNumber: goods(agreement, 12).number, quantity: 4 }]),
  "several-rates": (agreement) =>
    sell(agreement, [
      { itemNumber: goods(agreement, 25).number, quantity: 1 },
      { itemNumber: goods(agreement, 15).number, quantity: 3 },
      { itemNumber: goods(agreement, 12).number, quantity: 2 },
    ]),
  books: (agreement) =>
    sell(agreement, [{ itemNumber: inGroup(agreement, /bøker/i).number, quantity: 2 }]),
  "gift-card": (agreement) =>
    sell(agreement, [{ itemNumber: inGroup(agreement, /gavekort/i).number, quantity: 1 }]),
  export: (agreement) =>
    sell(agreement, [{ itemNumber: goods(agreement, 25).number, quantity: 5 }], "abroad", {
      currency: agreement.baseCurrency,
    }),
  "foreign-currency": (agreement) =>
    sell(
      agreement,
      [{ itemNumber: goods(agreement, 25).number, quantity: 4, linePrice: 187.35 }],
      "eu",
    ),
  "domestic-exempt": (agreement) =>
    sell(agreement, [{ itemNumber: goods(agreement, 25).number, quantity: 2 }], "domestic_exempt"),
  "text-lines": (agreement) =>
    sell(agreement, [
      { text: "Levering etter avtale med Kari, uke 48" },
      { itemNumber: goods(agreement, 25).number, quantity: 1 },
      { text: "Takk for handelen!" },
    ]),
  "freight-without-product": (agreement) =>
    sell(agreement, [
      { itemNumber: goods(agreement, 25).number, quantity: 1 },
      { text: "Frakt", quantity: 1, linePrice: 149, vatPercentage: 25 },
    ]),
  "negative-line": (agreement) =>
    sell(agreement, [
      { itemNumber: goods(agreement, 25).number, quantity: 2 },
      { itemNumber: goods(agreement, 25, 1).number, quantity: -1, text: "Retur" },
    ]),
  "six-decimals": (agreement) =>
    sell(agreement, [
      { itemNumber: goods(agreement, 25).number, quantity: 7.25, linePrice: 133.333333 },
      { itemNumber: goods(agreement, 15).number, quantity: 3, linePrice: 95.652174 },
    ]),
  lot: (agreement) => {
    const [lot = missing("lot")] = agreement.lots.list();
    return sell(agreement, [{ itemNumber: lot.number, quantity: 1 }]);
  },
  "new-group": (agreement) => {
    const number = agreement.productGroups.nextNumber();
    const group = createProductGroup(agreement, {
      ...{ number, name: `Ny varegruppe ${number}`, has_inventory: true, vat_domestic: 25 },
    });
    const product = createItem(agreement, "product", {
      ...{ number: `NY-${number}`, name: `Nytt produkt ${number}`, group: group.number },
      sales_price: 249,
    });
    return sell(agreement, [{ itemNumber: product.number, quantity: 1 }]);
  },
  draft: (agreement) =>
    sell(agreement, [{ itemNumber: goods(agreement, 25).number, quantity: 1 }], "domestic", {
      book: false,
    }),
  "credit-note": (agreement) => {
    const booked = agreement.customerInvoices
      .list()
      .filter((invoice) => invoice.is_booked && !invoice.is_creditnote);
    const note = createCreditNote(
      agreement,
      "customer",
      (booked.at(-1) ?? missing("invoice")).number,
    );
    return note.is_booked ? note : bookInvoice(agreement, "customer", note.number);
  },
  "supplier-invoice": (agreement) => {
    const [supplier = missing("supplier")] = agreement.suppliers.list();
    const item = goods(agreement, 25);
    const linePrice = item.recommended_cost_price;
    return makeInvoice(agreement, "supplier", {
      supplierNumber: supplier.number,
      supplierInvoiceNumber: `LF-${88_200 + agreement.supplierInvoices.size}`,
      lines: [{ itemNumber: item.number, quantity: 10, linePrice, vatPercentage: 25 }],
    });
  },
};

/** Books a believable invoice of the kind named, with the agreement's own customers and products. */
export function runScenario(agreement: Agreement, name: ScenarioName): Invoice {
  return scenarios[name](agreement);
}

function sell(
  agreement: Agreement,
  lines: Line[],
  zone: VatZone = "domestic",
  extra: Partial<Extra> = {},
) {
  const customerNumber = customerIn(agreement, zone).number;
  return makeInvoice(agreement, "customer", { customerNumber, lines, ...extra });
}

/** Another customer each time, so that the ledger does not look like one customer's. */
function customerIn(agreement: Agreement, zone: VatZone): Party {
  const suitable = agreement.customers.list().filter(({ vat_zone }) => vat_zone === zone);
  return suitable[agreement.customerInvoices.size % suitable.length] ?? missing("customer");
}

function goods(agreement: Agreement, vat: number, shift = 0): Item {
  const groups = agreement.productGroups.list().filter((group) => group.vat_domestic === vat);
  const numbers = groups.map(({ number }) => number);
  const items = agreement.products.list().filter(({ group_id }) => numbers.includes(group_id));
  const at = agreement.customerInvoices.size + shift;
  return items[at % items.length] ?? missing("item");
}

function inGroup(agreement: Agreement, name: RegExp): Item {
  const group = agreement.productGroups.list().find((row) => name.test(row.name));
  const item = agreement.products.list().find(({ group_id }) => group_id === group?.number);
  return item ?? missing("item");
}

function missing(what: string): never {
  throw invalid({ scenario: `The agreement has no ${what} that fits.` });
}
