import type { RackbeatSandbox } from "@/tests/sandbox/rackbeat/server";
import type { BookedDocument, BookedInvoice } from "./documents";

export const PURCHASE_COUNT = 25;

const GOODS = [
  { itemNumber: "LYS-100", linePrice: 1180, vatPercentage: 25 },
  { itemNumber: "LED-E27", linePrice: 22.4, vatPercentage: 25 },
  { itemNumber: "LYS-STRIPE", linePrice: 51.256789, vatPercentage: 25 },
  { itemNumber: "MAT-400", linePrice: 48.2, vatPercentage: 15 },
  { itemNumber: "MAT-411", linePrice: 139.4, vatPercentage: 15 },
  { itemNumber: "TEK-320", linePrice: 122.45, vatPercentage: 25 },
  { text: "Frakt", linePrice: 310, vatPercentage: 25 },
];

/** From every supplier at home, of one to three goods, with øre that fall out unevenly. */
export function* bookPurchases(
  rackbeat: RackbeatSandbox,
  agreementId: number,
): Generator<BookedDocument> {
  const suppliers = rackbeat.world.agreement(agreementId).suppliers.list();
  const atHome = suppliers.filter(({ vat_zone }) => vat_zone === "domestic");
  for (let at = 0; at < PURCHASE_COUNT; at += 1) {
    const supplier = atHome[at % atHome.length];
    if (!supplier) throw new Error("There is no supplier at home");
    const lines = GOODS.slice(at % 5, (at % 5) + 1 + (at % 3));
    const invoice = rackbeat.bookSupplierInvoice(agreementId, {
      supplierNumber: supplier.number,
      supplierInvoiceNumber: `LF-${90_100 + at}`,
      lines: lines.map((line, index) => ({ ...line, quantity: at + index + 1.5 })),
    });
    yield { kind: "supplier_invoice", name: `${lines.length} lines`, invoice };
  }
}

/** Every invoice of that side taken back: most of them whole, each fifth one unit of it. */
export function* creditAll(
  rackbeat: RackbeatSandbox,
  agreementId: number,
  { side, invoices }: { side: "customer" | "supplier"; invoices: BookedInvoice[] },
): Generator<BookedDocument> {
  for (const [at, original] of invoices.entries()) {
    const key = { kind: side, number: original.number };
    const note = rackbeat.createCreditNote(agreementId, { ...key, book: false });
    const noteKey = { kind: side, number: note.number };
    const isPartial = at % 5 === 4;
    const first = note.lines.find(({ line_total }) => line_total > 0);
    rackbeat.updateInvoice(agreementId, {
      ...noteKey,
      changes: {
        ...(side === "supplier" && { supplier_invoice_number: `KN-${90_100 + at}` }),
        ...(isPartial && first && { lines: [partOf(first)] }),
      },
    });
    rackbeat.book(agreementId, noteKey);
    const agreement = rackbeat.world.agreement(agreementId);
    const invoice = agreement.invoices(side).find(note.number);
    if (!invoice) throw new Error(`Credit note ${note.number} is gone`);
    const name = `${isPartial ? "part" : "all"} of ${original.number}`;
    yield { kind: `${side}_credit_note`, name, invoice };
  }
}

/** One unit of it, at its own price. */
function partOf({ child_id, name, line_price, vat_percentage }: BookedInvoice["lines"][number]) {
  return { item_id: child_id, name, quantity: 1, line_price, vat_percentage };
}
