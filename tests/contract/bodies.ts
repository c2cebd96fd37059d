import { combinedRequestOf, contactRequestOf } from "@/lib/bookkeeping/contact/contact-request";
import { contactUpdateOf } from "@/lib/bookkeeping/contact/contact-update";
import type { Mapped } from "@/lib/bookkeeping/document/mapped";
import { purchaseVatTypesOf, vatTypesOf } from "@/lib/bookkeeping/mapping/treatment";
import {
  creditNoteDraftRequestOf,
  creditNoteFullRequestOf,
  creditNotePartialRequestOf,
} from "@/lib/bookkeeping/request/credit-note-request";
import { invoiceDraftRequestOf } from "@/lib/bookkeeping/request/invoice-draft-request";
import { productRequestOf, stockRequestOf } from "@/lib/bookkeeping/request/product-request";
import {
  purchaseDraftRequestOf,
  purchaseRequestOf,
} from "@/lib/bookkeeping/request/purchase-request";
import { saleDraftRequestOf } from "@/lib/bookkeeping/request/sale-draft-request";
import { saleRequestOf } from "@/lib/bookkeeping/request/sale-request";
import { voucherOfCustomerInvoice } from "@/lib/bookkeeping/voucher/customer-invoice-to-voucher";
import {
  SUPPLIER_NUMBER_FIELDS,
  voucherOfSupplierInvoice,
} from "@/lib/bookkeeping/voucher/supplier-invoice-to-voucher";
import type { PurchaseVoucher, SalesVoucher } from "@/lib/bookkeeping/voucher/voucher";
import type { RackbeatCustomerInvoice } from "@/lib/rackbeat/invoices";
import { aFikenProduct, anItem } from "@/tests/support/items";
import { aMapping } from "@/tests/support/mappings";
import { aContact, aCustomer, aSupplier } from "@/tests/support/parties";
import {
  aCreditNote,
  aFreightLine,
  aLine,
  anInvoice,
  aSupplierInvoice,
  aTextLine,
} from "@/tests/support/rackbeat-invoices";
import {
  aCreditNoteVoucher,
  aPurchaseLine,
  aPurchaseVoucher,
  aVoucher,
  aVoucherLine,
} from "@/tests/support/vouchers";
import type { Operation } from "./openapi";

export type Body = { name: string; operation: Operation; body: unknown };

const mapping = aMapping();
const contactId = 7;
const uuid = "123e4567-e89b-12d3-a456-426655440000";
const LONG = "Taklampe med lang tekst ".repeat(30);

/** Every rate, text and currency that a document may bring, on its invoice and on its credit note. */
const DOCUMENTS = {
  "one line": {},
  "every rate": {
    lines: ["25", "15", "12", "0"].map((vat_percentage) => aLine({ vat_percentage })),
  },
  "many øre": {
    lines: [
      aLine({ quantity: "7.35", line_price: "133.333333", discount_percentage: "33.333" }),
      aLine({ quantity: "3", line_price: "0.005" }),
      aFreightLine({ line_price: "149.9" }),
    ],
  },
  "long texts": {
    lines: [aLine({ name: LONG }), aTextLine(LONG), aFreightLine({ name: null })],
    their_reference: LONG,
  },
  return: { lines: [aLine({ quantity: "3" }), aLine({ quantity: "-1" })] },
  "a discount": { lines: [aLine({ quantity: "3", discount_percentage: "12.5" })] },
  "abroad, in euros": {
    ...{ vat_zone: "abroad", currency: "EUR" },
    lines: [aLine({ vat_percentage: "0" })],
  },
  "in the EU": { vat_zone: "eu", lines: [aLine({ vat_percentage: "0" })] },
  "exempt at home": { vat_zone: "domestic_exempt", lines: [aLine({ vat_percentage: "0" })] },
  "a thousand lines": { lines: Array.from({ length: 1_000 }, () => aLine()) },
} satisfies Record<string, Parameters<typeof anInvoice>[0]>;

/** What a party in Rackbeat may have typed into its fields. */
const PARTIES = {
  "a name only": {},
  everything: {
    ...{
      company_vat: "NO 917 423 105 MVA",
      currency: "SEK",
      locale: "en-GB",
      vat_zone: "domestic",
    },
    ...{
      contact_email: "Kari <kari@kunde.example>; post@kunde.example",
      contact_phone: "+47 22334455",
    },
    ...{ address_street: "Storgata 1", address_street2: "H0101", address_zipcode: "0155" },
    ...{ address_city: "Oslo", address_country: "NO" },
  },
  "too much of everything": {
    ...{
      name: LONG,
      contact_email: `${LONG}@kunde.example`,
      contact_phone: "22 33 44 55 ".repeat(4),
    },
    ...{ currency: "kroner", address_country: "Atlantis", address_street: LONG },
  },
  "out of use": { is_barred: true },
} satisfies Record<string, Parameters<typeof aCustomer>[0]>;

/** Every kind of request body that the app sends to Fiken, of every kind of thing in Rackbeat. */
export function everyBody(): Body[] {
  return [
    ...Object.entries(DOCUMENTS).flatMap(([name, changes]) => [
      ...salesBodies(`${name}, invoice`, anInvoice(changes)),
      ...salesBodies(`${name}, credit note`, aCreditNote(changes)),
      ...purchaseBodies(`${name}, from a supplier`, aSupplierInvoice(changes)),
      ...purchaseBodies(
        `${name}, credited by a supplier`,
        aSupplierInvoice({ ...changes, is_creditnote: true }),
      ),
    ]),
    ...everyTreatment(),
    ...Object.entries(PARTIES).flatMap(([name, changes]) => partyBodies(name, changes)),
    ...itemBodies(),
  ];
}

function salesBodies(name: string, invoice: RackbeatCustomerInvoice): Body[] {
  const voucher = must(voucherOfCustomerInvoice(invoice, mapping));
  if (voucher.kind === "excluded") throw new Error(`${name} leaves nothing to book`);
  const booked = bookedSale(name, voucher);
  if (voucher.kind === "customer_invoice") {
    const options = { contactId, uuid, bankAccountNumber: "15034471204" };
    const draft = invoiceDraftRequestOf(invoice, voucher, options);
    return [...booked, ...issued(name, "POST /invoices/drafts", draft)];
  }
  const full = creditNoteFullRequestOf(voucher, { invoiceId: 9 });
  const partial = creditNotePartialRequestOf(invoice, voucher, { invoiceId: 9 });
  const onAccount = creditNotePartialRequestOf(invoice, voucher, { contactId });
  const draft = creditNoteDraftRequestOf(invoice, voucher, { contactId, uuid });
  return [
    ...booked,
    { name, operation: "POST /creditNotes/full", body: full },
    ...issued(name, "POST /creditNotes/partial", partial),
    ...issued(`${name}, on account`, "POST /creditNotes/partial", onAccount),
    ...issued(name, "POST /creditNotes/drafts", draft),
  ];
}

/** None where Fiken would round the VAT otherwise: then the app holds the document and sends nothing. */
function issued(name: string, operation: Operation, request: Mapped<object>): Body[] {
  const isHeld =
    !request.ok && request.problems.every(({ code }) => code === "document.vat_rounded_by_fiken");
  return isHeld ? [] : [{ name, operation, body: must(request) }];
}

function bookedSale(name: string, voucher: SalesVoucher): Body[] {
  return [
    { name, operation: "POST /sales", body: saleRequestOf(voucher, { contactId }) },
    { name, operation: "POST /sales/drafts", body: saleDraftRequestOf(voucher, { contactId }) },
  ];
}

function purchaseBodies(name: string, invoice: Parameters<typeof voucherOfSupplierInvoice>[0]) {
  const options = { numberFields: SUPPLIER_NUMBER_FIELDS };
  const mapped = voucherOfSupplierInvoice(invoice, mapping, options);
  const isRefusedVat =
    !mapped.ok && mapped.problems.every(({ code }) => code === "document.foreign_vat");
  if (isRefusedVat) return [];
  const voucher = must(mapped);
  if (voucher.kind === "excluded") throw new Error(`${name} leaves nothing to book`);
  return bookedPurchase(name, voucher);
}

function bookedPurchase(name: string, voucher: PurchaseVoucher): Body[] {
  const draft = purchaseDraftRequestOf(voucher, { contactId });
  return [
    { name, operation: "POST /purchases", body: purchaseRequestOf(voucher, { contactId }) },
    { name, operation: "POST /purchases/drafts", body: draft },
  ];
}

/** Every VAT type that a user may choose, whichever the mapping of a test has. */
function everyTreatment(): Body[] {
  const sales = (
    ["high", "medium", "low", "exempt", "export", "outside", "reverse_charge"] as const
  )
    .flatMap(vatTypesOf)
    .map((vatType) => [aVoucherLine({ vatType })]);
  const purchases = (["high", "medium", "low", "none", "import"] as const)
    .flatMap(purchaseVatTypesOf)
    .map((vatType) => [aPurchaseLine({ vatType })]);
  return [
    ...sales.flatMap((lines) => [
      ...bookedSale(`sold with ${lines[0]?.vatType}`, aVoucher({ lines })),
      ...bookedSale(`credited with ${lines[0]?.vatType}`, aCreditNoteVoucher({ lines })),
    ]),
    ...purchases.flatMap((lines) =>
      bookedPurchase(`bought with ${lines[0]?.vatType}`, aPurchaseVoucher({ lines })),
    ),
  ];
}

function partyBodies(name: string, changes: Parameters<typeof aCustomer>[0]): Body[] {
  const customer = must(contactRequestOf(aCustomer(changes)));
  const supplier = must(contactRequestOf(aSupplier(changes), "supplier"));
  const both = combinedRequestOf(customer, supplier);
  const existing = aContact({
    ...{ email: "gammel@kunde.example", phoneNumber: "12345678", language: "ENGLISH" },
    ...{ bankAccountNumber: "15034471204", daysUntilInvoicingDueDate: 14, discount: 12.5 },
    ...{ groups: ["Gode kunder"], address: { city: "Bergen", country: "Norway" } },
  });
  const bodies = Object.entries({ customer, supplier, both });
  return bodies.flatMap(([role, request]): Body[] => [
    { name: `${name}, ${role}`, operation: "POST /contacts", body: request },
    {
      name: `${name}, ${role}, changed`,
      operation: "PUT /contacts/{contactId}",
      body: contactUpdateOf(existing, request, null),
    },
    {
      name: `${name}, ${role}, emptied`,
      operation: "PUT /contacts/{contactId}",
      body: contactUpdateOf(existing, { name: request.name }, customer),
    },
  ]);
}

function itemBodies(): Body[] {
  const existing = aFikenProduct({ note: "Rød", stock: 7.5 });
  const lot = anItem({ type: "lot", name: LONG.slice(0, 255) });
  const requests: Record<string, Mapped<object>> = {
    "a product": productRequestOf(anItem(), mapping, null),
    "a lot": productRequestOf(lot, mapping, null, { quantity: "3" }),
    "without a price": productRequestOf(anItem({ sales_price: null }), mapping, null),
    "of many decimals": productRequestOf(anItem({ sales_price: "99.954999" }), mapping, null),
    changed: productRequestOf(anItem({ name: "Ny" }), mapping, existing, { quantity: "-2.25" }),
    deleted: productRequestOf(anItem(), mapping, existing, { isDeleted: true }),
  };
  const products = Object.entries(requests).flatMap(([name, request]): Body[] => [
    { name, operation: "POST /products", body: must(request) },
    { name, operation: "PUT /products/{productId}", body: must(request) },
  ]);
  const stock = stockRequestOf(existing, "12.345678");
  return [...products, { name: "stock", operation: "PUT /products/{productId}", body: stock }];
}

/** A builder that refuses its own test data proves nothing. */
function must<T>(mapped: Mapped<T>): T {
  if (!mapped.ok) throw new Error(`Refused: ${JSON.stringify(mapped.problems)}`);
  return mapped.value;
}
