import { createContact } from "@/tests/sandbox/fiken/contacts";
import { createProduct } from "@/tests/sandbox/fiken/products";
import type { Product } from "@/tests/sandbox/fiken/records";
import { contactRequest, productRequest } from "@/tests/sandbox/fiken/request-schemas";
import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import type { System } from "@/tests/system/system";

/** What only a person can decide, as it comes about in the two systems. */
export const LANTERN = "LYKT-1";

type Lanterns = { former: Product; wanted: Product };

/** Two products in Fiken with the number that a product in Rackbeat has. */
export function addLanterns({ rackbeat, fiken }: System, agreementId: number): Lanterns {
  const books = fiken.world.books(FJORDLYS);
  const add = (fields: { name: string; unitPrice: number; stock?: number }) => {
    const known = { productNumber: LANTERN, incomeAccount: "3000", vatType: "HIGH", active: true };
    return createProduct(books, productRequest.parse({ ...known, ...fields }));
  };
  const lanterns = {
    former: add({ name: "Lykt, gammel", unitPrice: 9_900 }),
    wanted: add({ name: "Lykt", unitPrice: 12_550, stock: 7.5 }),
  };
  const product = { number: LANTERN, name: "Stormlykt", group: 1, sales_price: 149 };
  rackbeat.createProduct(agreementId, product);
  return lanterns;
}

/** Opened, changed to two lanterns, and booked again: 372.50 with VAT. */
export function changeBooked({ rackbeat }: System, agreementId: number, number: number): void {
  const lines = [{ item_id: LANTERN, quantity: 2 }];
  rackbeat.unbook(agreementId, { number });
  rackbeat.updateInvoice(agreementId, { number, changes: { lines } });
  rackbeat.book(agreementId, { number });
}

export const TWIN_ORGANIZATION = "987654325";

/** Two contacts in Fiken with the organisation number of one customer of Rackbeat, and an invoice to that one. */
export function addTwinContacts({ rackbeat, fiken }: System, agreementId: number) {
  const books = fiken.world.books(FJORDLYS);
  const add = (name: string) =>
    createContact(
      books,
      contactRequest.parse({ name, customer: true, organizationNumber: TWIN_ORGANIZATION }),
    );
  const twins = { former: add("Lyse Nætter Nord"), wanted: add("Lyse Nætter Sør") };
  const customer = rackbeat.createCustomer(agreementId, {
    ...{ name: "Lyse Nætter AS", vat_zone: "domestic", payment_terms_id: 1, customer_group_id: 1 },
    ...{ address_country: "Norge", company_vat: TWIN_ORGANIZATION },
  });
  const { number } = rackbeat.bookCustomerInvoice(agreementId, {
    customerNumber: customer.number,
    lines: [{ itemNumber: "LYS-100", quantity: 1 }],
  });
  return { ...twins, customerNumber: customer.number, number };
}
