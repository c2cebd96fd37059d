import { createContact } from "@/tests/sandbox/fiken/contacts";
import { createProduct } from "@/tests/sandbox/fiken/products";
import { contactRequest, productRequest } from "@/tests/sandbox/fiken/request-schemas";
import type { Books } from "@/tests/sandbox/fiken/world";
import type { Agreement } from "@/tests/sandbox/rackbeat/world/agreement";
import { createItem } from "@/tests/sandbox/rackbeat/world/items";
import { createParty } from "@/tests/sandbox/rackbeat/world/parties";
import { createProductGroup } from "@/tests/sandbox/rackbeat/world/product-groups";

export type Imported = { kind: "customer" | "supplier" | "product"; name: string; at: number };

/** A company of this size, and nothing else in it. */
export function fillFiken(books: Books, perKind: number): Imported[] {
  books.contacts.clear();
  books.products.clear();
  const all: Imported[] = [];
  for (let at = 1; at <= perKind; at += 1) {
    for (const kind of ["customer", "supplier"] as const) {
      const name = `${kind === "customer" ? "Kunde" : "Leverandør"} ${at} AS`;
      createContact(books, contactRequest.parse({ name, ...contactOf(kind, at), [kind]: true }));
      all.push({ kind, name, at });
    }
    const name = `Vare ${at}`;
    createProduct(
      books,
      productRequest.parse({
        ...{ name, productNumber: `V-${at}`, unitPrice: 10_000 + at, active: true },
        ...{ incomeAccount: "3000", vatType: "HIGH" },
      }),
    );
    all.push({ kind: "product", name, at });
  }
  return all;
}

/** Of each kind the first ones, as the import itself would have made them. Answers how many. */
export function fillRackbeat(
  agreement: Agreement,
  inFiken: readonly Imported[],
  share: number,
): number {
  const group = { number: 1, name: "Varer", has_inventory: true };
  agreement.silently(() => createProductGroup(agreement, group));
  const there = inFiken.filter((_, at) => at < inFiken.length * share);
  agreement.silently(() => {
    for (const { kind, name, at } of there) {
      if (kind === "product") {
        createItem(agreement, "product", {
          ...{ number: `V-${at}`, name, group: 1, sales_price: (10_000 + at) / 100 },
        });
        continue;
      }
      createParty(agreement, kind, {
        ...{ name, contact_email: contactOf(kind, at).email, vat_zone: "domestic" },
        ...{ payment_terms_id: 1, [`${kind}_group_id`]: 1 },
      });
    }
  });
  return there.length;
}

function contactOf(kind: Imported["kind"], at: number) {
  return { email: `post@${kind}-${at}.example` };
}
