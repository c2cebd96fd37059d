import { INVOICE_SCENARIOS } from "@/tests/sandbox/rackbeat/admin/scenarios";
import type { RackbeatSandbox } from "@/tests/sandbox/rackbeat/server";

type Booking = Parameters<RackbeatSandbox["bookCustomerInvoice"]>[1];
export type BookedInvoice = ReturnType<RackbeatSandbox["bookCustomerInvoice"]>;

/** `name` is what is special about it. */
export type BookedDocument = {
  kind: "customer_invoice" | "supplier_invoice" | "customer_credit_note" | "supplier_credit_note";
  name: string;
  invoice: BookedInvoice;
};

/** Øre that fall out unevenly, long texts, many lines, and customers that come back. */
const BOOKINGS: Booking[] = [
  {
    customerNumber: 10_002,
    lines: Array.from({ length: 40 }, (_, index) => ({
      itemNumber: index % 2 === 0 ? "MAT-400" : "LED-E14",
      quantity: index + 1,
    })),
  },
  {
    customerNumber: 10_003,
    lines: [
      {
        itemNumber: "LYS-100",
        quantity: 1,
        text: `Taklampe Fjord ${"med lang tekst ".repeat(20)}`,
      },
    ],
  },
  {
    customerNumber: 10_003,
    lines: [{ itemNumber: "LYS-STRIPE", quantity: 7.35, discountPercentage: 33.333 }],
  },
  { customerNumber: 10_002, lines: [{ itemNumber: "LYS/12 #3", quantity: 3 }] },
  {
    customerNumber: 10_004,
    lines: [
      { itemNumber: "MAT-401", quantity: 3 },
      { itemNumber: "MAT-410", quantity: 7 },
      { itemNumber: "MAT-411", quantity: 11 },
    ],
  },
  { customerNumber: 10_005, lines: [{ itemNumber: "TJE-500", quantity: 0.75 }] },
  {
    customerNumber: 10_005,
    lines: [{ text: "Miljøgebyr", quantity: 1, linePrice: 17.9, vatPercentage: 25 }],
  },
  { customerNumber: 10_006, lines: [{ itemNumber: "TEK-320", quantity: 12.5 }] },
  {
    customerNumber: 10_007,
    lines: [
      { itemNumber: "MØB-221", quantity: 6, discountPercentage: 10 },
      { itemNumber: "MØB-220", quantity: 1 },
      { text: "Bæres inn i 3. etasje" },
    ],
  },
  { customerNumber: 10_001, lines: [{ itemNumber: "LED-E27", quantity: 160 }] },
];

/** Books them one after another, as a busy afternoon does. */
export function* bookSales(
  rackbeat: RackbeatSandbox,
  agreementId: number,
): Generator<BookedDocument> {
  const kind = "customer_invoice";
  for (const name of INVOICE_SCENARIOS) {
    yield { kind, name, invoice: rackbeat.runScenario(agreementId, { name }) };
  }
  for (const [index, booking] of BOOKINGS.entries()) {
    const invoice = rackbeat.bookCustomerInvoice(agreementId, booking);
    yield { kind, name: `further ${index + 1}`, invoice };
  }
}
