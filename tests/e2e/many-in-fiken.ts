import { createContact } from "@/tests/sandbox/fiken/contacts";
import { createProduct } from "@/tests/sandbox/fiken/products";
import { contactRequest, productRequest } from "@/tests/sandbox/fiken/request-schemas";
import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import type { FikenSandbox } from "@/tests/sandbox/fiken/server";

type Many = { customers: number; suppliers: number; products: number };

/** What a company has gathered in Fiken over the years, besides what every company of the sandbox has. */
export function seedMany({ world }: FikenSandbox, { customers, suppliers, products }: Many): void {
  const books = world.books(FJORDLYS);
  for (let number = 1; number <= customers; number += 1) {
    const email = `post@kunde-${number}.example`;
    createContact(
      books,
      contactRequest.parse({ name: `Kunde ${number} AS`, email, customer: true }),
    );
  }
  for (let number = 1; number <= suppliers; number += 1) {
    const email = `post@leverandor-${number}.example`;
    createContact(
      books,
      contactRequest.parse({ name: `Leverandør ${number} AS`, email, supplier: true }),
    );
  }
  for (let number = 1; number <= products; number += 1) {
    createProduct(
      books,
      productRequest.parse({
        ...{ name: `Lampe ${number}`, productNumber: `L-${number}`, unitPrice: 19_900 },
        ...{ incomeAccount: "3000", vatType: "HIGH", active: true },
      }),
    );
  }
}
