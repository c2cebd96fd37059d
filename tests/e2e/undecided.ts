import { createProduct } from "@/tests/sandbox/fiken/products";
import type { Product } from "@/tests/sandbox/fiken/records";
import { productRequest } from "@/tests/sandbox/fiken/request-schemas";
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
