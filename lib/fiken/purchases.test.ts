import { expect, test } from "vitest";
import { createCaller } from "@/lib/http/caller";
import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import { freshFiken, supplierOf } from "@/tests/sandbox/fiken/test-caller";
import { createFikenClient } from "./client";
import { explainFikenRefusal } from "./refusals";
import type { FikenPurchaseDraftRequest } from "./schemas/purchase-drafts";
import { type FikenPurchaseRequest, purchaseSchema } from "./schemas/purchases";

/** A client on a fresh Fiken, and one of its suppliers. */
async function aFiken() {
  const { sandbox, books, token } = await freshFiken();
  const send = createCaller({
    provider: "Fiken",
    baseUrl: sandbox.apiUrl,
    headers: { authorization: `Bearer ${token}` },
    explain: explainFikenRefusal,
  });
  const fiken = createFikenClient({ send, companySlug: FJORDLYS });
  return { fiken, sandbox, supplierId: supplierOf(books) };
}

function aPurchase(
  supplierId: number,
  more: Partial<FikenPurchaseRequest> = {},
): FikenPurchaseRequest {
  return {
    kind: "supplier",
    identifier: "F-77",
    date: "2026-03-02",
    dueDate: "2026-03-30",
    supplierId,
    currency: "NOK",
    paid: false,
    lines: [
      { description: "Lamper", account: "4300", vatType: "HIGH", netPrice: 120_000, vat: 30_000 },
    ],
    ...more,
  };
}

function aDraft(contactId: number): FikenPurchaseDraftRequest {
  return {
    cash: false,
    paid: false,
    invoiceNumber: "F-77",
    invoiceIssueDate: "2026-03-02",
    contactId,
    currency: "NOK",
    lines: [
      { text: "Lamper", incomeAccount: "4300", vatType: "HIGH", net: 120_000, gross: 150_000 },
    ],
  };
}

const PDF = {
  filename: "F-77.pdf",
  bytes: new TextEncoder().encode("%PDF-1.7 test"),
  contentType: "application/pdf",
};

test("a booked purchase is read back to the øre, and carries its PDF", async () => {
  const { fiken, supplierId } = await aFiken();

  const { id } = await fiken.createPurchase(aPurchase(supplierId));
  await fiken.attach({ purchaseId: id }, PDF);

  expect(await fiken.getPurchase(id)).toMatchObject({
    purchaseId: id,
    identifier: "F-77",
    date: "2026-03-02",
    kind: "supplier",
    deleted: false,
    supplier: { contactId: supplierId },
    lines: [{ account: "4300", vatType: "HIGH", netPrice: 120_000, vat: 30_000 }],
  });
  expect(await fiken.listAttachments({ purchaseId: id })).toHaveLength(1);
});

test("a supplier's credit note is a purchase with minus amounts", async () => {
  const { fiken, supplierId } = await aFiken();
  const line = { description: "Retur", account: "4300", vatType: "HIGH" } as const;

  const { id } = await fiken.createPurchase(
    aPurchase(supplierId, { lines: [{ ...line, netPrice: -1_000, vat: -250 }] }),
  );

  expect((await fiken.getPurchase(id)).lines).toMatchObject([{ netPrice: -1_000, vat: -250 }]);
});

test("purchases are filtered by their days, and by the supplier even where Fiken ignores that", async () => {
  const { fiken, supplierId } = await aFiken();
  const other = await fiken.createContact({ name: "Annen leverandør", supplier: true });
  await fiken.createPurchase(aPurchase(supplierId));
  await fiken.createPurchase(aPurchase(other.id, { identifier: "X-1" }));
  await fiken.createPurchase(aPurchase(supplierId, { identifier: "F-78", date: "2026-03-03" }));

  const identifiers = async (filter: Parameters<typeof fiken.listPurchases>[1]) =>
    (await fiken.listPurchases(0, filter)).items.map(({ identifier }) => identifier).sort();

  expect(await identifiers({ date: "2026-03-02" })).toEqual(["F-77", "X-1"]);
  expect(await identifiers({ date: "2026-03-02", contactId: supplierId })).toEqual(["F-77"]);
  expect(await identifiers({ contactId: supplierId })).toEqual(["F-77", "F-78"]);
  expect(await identifiers({ dateFrom: "2026-03-03", dateTo: "2026-03-03" })).toEqual(["F-78"]);
  expect(await identifiers({ dateFrom: "2026-03-04" })).toEqual([]);
});

test("a page that the filter empties still leads on to the next", async () => {
  const { fiken, supplierId } = await aFiken();
  const other = await fiken.createContact({ name: "Annen leverandør", supplier: true });
  for (let n = 0; n < 100; n += 1) await fiken.createPurchase(aPurchase(other.id));
  await fiken.createPurchase(aPurchase(supplierId, { date: "2026-03-03" }));

  const first = await fiken.listPurchases(0, { contactId: supplierId });
  const second = await fiken.listPurchases(1, { contactId: supplierId });

  expect(first).toEqual({ items: [], nextPage: 1, count: 101 });
  expect(second.items).toHaveLength(1);
  expect(second.nextPage).toBeNull();
});

test("a deleted purchase stays listed as deleted", async () => {
  const { fiken, supplierId } = await aFiken();
  const { id } = await fiken.createPurchase(aPurchase(supplierId));

  expect((await fiken.deletePurchase(id, "Feilført")).deleted).toBe(true);

  const { items } = await fiken.listPurchases(0, { date: "2026-03-02" });
  expect(items).toMatchObject([{ purchaseId: id, deleted: true }]);
});

test.each([
  { fault: "500-after", made: 1 },
  { fault: "500-before", made: 0 },
  { fault: "lose-answer", made: 1 },
] as const)(
  "after $fault the outcome is unknown, and the purchases of its date tell it",
  async ({ fault, made }) => {
    const { fiken, sandbox, supplierId } = await aFiken();
    sandbox.faults.add({ kind: fault, method: "POST", path: "/purchases" });

    await expect(fiken.createPurchase(aPurchase(supplierId))).rejects.toMatchObject({
      kind: "unknown",
    });

    const { items } = await fiken.listPurchases(0, { date: "2026-03-02", contactId: supplierId });
    expect(items).toHaveLength(made);
  },
);

test("a draft is made, listed and attached to, and is gone once deleted", async () => {
  const { fiken, supplierId } = await aFiken();

  const { id } = await fiken.createPurchaseDraft(aDraft(supplierId));
  await fiken.attach({ purchaseDraftId: id }, PDF);

  expect(await fiken.getPurchaseDraft(id)).toMatchObject({
    invoiceNumber: "F-77",
    contact: { contactId: supplierId },
    lines: [{ incomeAccount: "4300", vatType: "HIGH", net: 120_000, gross: 150_000 }],
  });
  expect((await fiken.listPurchaseDrafts(0)).items.map(({ draftId }) => draftId)).toEqual([id]);
  expect(await fiken.listAttachments({ purchaseDraftId: id })).toHaveLength(1);

  await fiken.deletePurchaseDraft(id);
  await expect(fiken.getPurchaseDraft(id)).rejects.toMatchObject({ status: 404 });
});

test("a draft that a person approved is found among the purchases", async () => {
  const { fiken, sandbox, supplierId } = await aFiken();
  const { id } = await fiken.createPurchaseDraft(aDraft(supplierId));

  sandbox.approveDraft(id, "purchaseDrafts");

  await expect(fiken.getPurchaseDraft(id)).rejects.toMatchObject({ status: 404 });
  const { items } = await fiken.listPurchases(0, { date: "2026-03-02" });
  expect(items).toMatchObject([{ identifier: "F-77", supplier: { contactId: supplierId } }]);
});

const answered = { purchaseId: 5, date: "2026-03-02", kind: "supplier" };

test("what Fiken leaves out of a purchase is null, false or empty", () => {
  expect(purchaseSchema.parse({ ...answered, identifier: " ", supplier: null })).toMatchObject({
    identifier: null,
    supplier: null,
    deleted: false,
    lines: [],
    lastModifiedDate: null,
  });
});

test.each([
  { purchaseId: null },
  { purchaseId: "5" },
  { date: "02.03.2026" },
  { date: null },
  { kind: 1 },
  { deleted: "no" },
  { lines: [{ netPrice: 12.5 }] },
  { lines: [null] },
  { supplier: { name: "No id" } },
])("a purchase with %j is not read", (broken) => {
  expect(purchaseSchema.safeParse({ ...answered, ...broken }).success).toBe(false);
});
