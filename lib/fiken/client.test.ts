import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { CallFailure } from "@/lib/http/call-failure";
import { createCaller } from "@/lib/http/caller";
import { FJORDLYS, TESTMARKA } from "@/tests/sandbox/fiken/seed";
import { type FikenSandbox, startFikenSandbox } from "@/tests/sandbox/fiken/server";
import { createFikenClient, type FikenClient } from "./client";
import { createFikenCompanies } from "./companies";
import { explainFikenRefusal } from "./refusals";
import type { FikenInvoiceDraftRequest } from "./schemas/invoice-drafts";
import type { FikenSaleDraftRequest } from "./schemas/sale-drafts";
import type { FikenSaleRequest } from "./schemas/sales";

let sandbox: FikenSandbox;
let fiken: FikenClient;

beforeAll(async () => {
  sandbox = await startFikenSandbox({ requestsPerSecond: 1000 });
});
afterAll(() => sandbox.close());
beforeEach(() => {
  sandbox.reset();
  fiken = createFikenClient({ send: sendAs(sandbox.connect()), companySlug: FJORDLYS });
});

/** Without the lane: these tests ask one thing after the other. */
function sendAs(token: string) {
  return createCaller({
    provider: "Fiken",
    baseUrl: sandbox.apiUrl,
    headers: { authorization: `Bearer ${token}` },
    timeoutMs: 1000,
    explain: explainFikenRefusal,
  });
}

const PDF = {
  filename: "10234.pdf",
  bytes: new TextEncoder().encode("%PDF-1.7 test"),
  contentType: "application/pdf",
};

async function aCustomer(): Promise<number> {
  const { id } = await fiken.createContact({
    name: "Spade & Sønn AS",
    organizationNumber: "999888777",
    email: "faktura@spade.example",
    memberNumberString: "RB-C-1001",
    customer: true,
    currency: "NOK",
    address: { streetAddress: "Storgata 1", postCode: "0155", city: "Oslo", country: "Norway" },
  });
  return id;
}

async function aSale(more: Partial<FikenSaleRequest> = {}): Promise<FikenSaleRequest> {
  return {
    kind: "external_invoice",
    saleNumber: "10234",
    date: "2026-03-02",
    dueDate: "2026-03-16",
    customerId: await aCustomer(),
    currency: "NOK",
    paid: false,
    lines: [
      {
        description: "4 x Spade",
        account: "3000",
        vatType: "HIGH",
        netPrice: 120_000,
        vat: 30_000,
      },
    ],
    ...more,
  };
}

async function aSaleDraft(): Promise<FikenSaleDraftRequest> {
  return {
    cash: false,
    paid: false,
    invoiceNumber: "10234",
    invoiceIssueDate: "2026-03-02",
    dueDate: "2026-03-16",
    contactId: await aCustomer(),
    currency: "NOK",
    lines: [
      {
        text: "4 x Spade",
        incomeAccount: "3000",
        vatType: "HIGH",
        net: 120_000,
        gross: 150_000,
      },
    ],
  };
}

async function anInvoiceDraft(): Promise<FikenInvoiceDraftRequest> {
  return {
    type: "invoice",
    uuid: "0d2f7f1c-6f4e-4b8e-9a51-0f5f6f6f0a01",
    issueDate: "2026-03-02",
    daysUntilDueDate: 14,
    customerId: await aCustomer(),
    ourReference: "Rackbeat 10234",
    bankAccountNumber: "15034471204",
    lines: [
      {
        description: "Spade",
        quantity: 4,
        unitPrice: 30_000,
        vatType: "HIGH",
        incomeAccount: "3000",
      },
    ],
  };
}

async function failureOf(call: Promise<unknown>): Promise<CallFailure> {
  return call.then(
    () => expect.unreachable("the call succeeded"),
    (failure: CallFailure) => failure,
  );
}

test("a login sees its user and its companies, and which of them lack the API", async () => {
  const companies = createFikenCompanies(sendAs(sandbox.connect()));

  const { items, nextPage } = await companies.listCompanies(0);

  expect((await companies.getUser()).email).toContain("@");
  expect(nextPage).toBeNull();
  expect(items.find(({ slug }) => slug === TESTMARKA)?.hasApiAccess).toBe(false);
  expect(await companies.getCompany(FJORDLYS)).toMatchObject({
    organizationNumber: "917423105",
    vatType: "bi-monthly",
    hasApiAccess: true,
  });
});

test("a range of accounts and the bank accounts are read", async () => {
  const { items } = await fiken.listAccounts(0, "3000-3010, 7740");
  const banks = await fiken.listBankAccounts(0);

  expect(items.map(({ code }) => code)).toEqual(["3000", "3010", "7740"]);
  expect(banks.items[0]).toMatchObject({ bankAccountNumber: "15034471204", inactive: false });
});

test.each([
  { memberNumberString: "RB-C-1001" },
  { organizationNumber: "999888777" },
  { email: "FAKTURA@spade.example" },
])("a contact is found by %j", async (key) => {
  const contactId = await aCustomer();

  expect((await fiken.findContacts(key)).map((contact) => contact.contactId)).toEqual([contactId]);
});

test("an unknown key finds nobody", async () => {
  expect(await fiken.findContacts({ organizationNumber: "111222333" })).toEqual([]);
});

test("a contact is replaced as a whole", async () => {
  const contactId = await aCustomer();
  await fiken.updateContact(contactId, { name: "Spade AS", customer: true, supplier: true });

  expect(await fiken.getContact(contactId)).toMatchObject({ name: "Spade AS", supplier: true });
});

test("pages follow one another until the last", async () => {
  for (let n = 0; n < 101; n += 1)
    await fiken.createContact({ name: `Kunde ${n}`, supplier: true });
  const first = await fiken.listContacts(0, { supplier: true });
  const second = await fiken.listContacts(first.nextPage ?? -1, { supplier: true });

  expect(first.items).toHaveLength(100);
  expect(first.nextPage).toBe(1);
  expect(second.items.length).toBeGreaterThan(0);
  expect(second.nextPage).toBeNull();
});

test("a booked sale is found by its number, read back to the øre, and carries its PDF", async () => {
  const sale = await aSale();
  const { id } = await fiken.createSale(sale);
  await fiken.attach({ saleId: id }, PDF);

  const [found, ...others] = await fiken.findSales("10234");

  expect(others).toEqual([]);
  expect(found).toMatchObject({
    saleId: id,
    kind: "external_invoice",
    netAmount: 120_000,
    vatAmount: 30_000,
    deleted: false,
    customer: { contactId: sale.customerId },
    lines: [{ account: "3000", vatType: "HIGH", netPrice: 120_000, vat: 30_000 }],
  });
  expect(await fiken.getSale(id)).toEqual(found);
  expect(await fiken.listAttachments({ saleId: id })).toHaveLength(1);
});

test("a sale in foreign currency goes through in that currency", async () => {
  const line = { description: "Spade", account: "3100", vatType: "EXEMPT_IMPORT_EXPORT" } as const;
  const sale = await aSale({
    currency: "EUR",
    lines: [{ ...line, netPriceInCurrency: 10_000, vatInCurrency: 0 }],
  });

  const { id } = await fiken.createSale(sale);

  expect((await fiken.getSale(id)).lines[0]).toMatchObject({ netPriceInCurrency: 10_000 });
});

test("sales are listed by their days, both included", async () => {
  await fiken.createSale(await aSale());
  const numbers = async (dateFrom: string, dateTo: string) =>
    (await fiken.listSales(0, { dateFrom, dateTo })).items.map(({ saleNumber }) => saleNumber);

  expect(await numbers("2026-03-02", "2026-03-02")).toEqual(["10234"]);
  expect(await numbers("2026-03-03", "2026-03-31")).toEqual([]);
});

test("a deleted sale stays listed as deleted", async () => {
  const { id } = await fiken.createSale(await aSale());

  expect((await fiken.deleteSale(id, "Feilført")).deleted).toBe(true);
  expect((await fiken.findSales("10234"))[0]?.deleted).toBe(true);
});

test("a sale draft is made, read, listed, attached to, and is gone once deleted", async () => {
  const { id } = await fiken.createSaleDraft(await aSaleDraft());
  await fiken.attach({ saleDraftId: id }, PDF);

  expect(await fiken.getSaleDraft(id)).toMatchObject({
    invoiceNumber: "10234",
    lines: [{ net: 120_000, gross: 150_000, incomeAccount: "3000", vatType: "HIGH" }],
  });
  expect((await fiken.listSaleDrafts(0)).items.map(({ draftId }) => draftId)).toEqual([id]);
  expect(await fiken.listAttachments({ saleDraftId: id })).toHaveLength(1);

  await fiken.deleteSaleDraft(id);
  expect(await failureOf(fiken.getSaleDraft(id))).toMatchObject({ kind: "refused", status: 404 });
});

test("an invoice draft is found by our uuid, and so is the invoice that Fiken makes of it", async () => {
  const draft = await anInvoiceDraft();
  const { id } = await fiken.createInvoiceDraft(draft);
  await fiken.attach({ invoiceDraftId: id }, PDF);
  expect((await fiken.findInvoiceDrafts(draft.uuid)).map(({ draftId }) => draftId)).toEqual([id]);

  const invoice = await fiken.createInvoice(id);

  expect(await fiken.findInvoiceDrafts(draft.uuid)).toEqual([]);
  const found = await fiken.findInvoices(draft.uuid);
  expect(found).toMatchObject([
    { invoiceId: invoice.id, net: 120_000, vat: 30_000, gross: 150_000 },
  ]);
  expect(await fiken.getInvoice(invoice.id)).toMatchObject({ invoiceDraftUuid: draft.uuid });
});

test.each([
  { fault: "500-after", made: 1 },
  { fault: "500-before", made: 0 },
  { fault: "lose-answer", made: 1 },
  { fault: "lose-before", made: 0 },
  { fault: "html-error", made: 0 },
] as const)(
  "after $fault the outcome is unknown, and a look-up tells it",
  async ({ fault, made }) => {
    const sale = await aSale();
    sandbox.faults.add({ kind: fault, method: "POST", path: "/sales" });

    expect((await failureOf(fiken.createSale(sale))).kind).toBe("unknown");
    expect(await fiken.findSales("10234")).toHaveLength(made);
  },
);

test.each([
  {
    name: "a wrong pair of account and VAT type",
    line: { account: "3100", vatType: "HIGH", netPrice: 100, vat: 25 },
    code: "fiken.account_refused",
  },
  {
    name: "an account that is not there",
    line: { account: "3999", vatType: "HIGH", netPrice: 100, vat: 25 },
    code: "fiken.account_refused",
  },
  {
    name: "HIGH without VAT",
    line: { account: "3000", vatType: "HIGH", netPrice: 100, vat: 0 },
    code: "fiken.account_refused",
  },
] as const)("$name is refused as what it is", async ({ line, code }) => {
  const sale = await aSale({ lines: [{ description: "Spade", ...line }] });

  const failure = await failureOf(fiken.createSale(sale));

  expect(failure).toBeInstanceOf(CallFailure);
  expect(failure).toMatchObject({ kind: "refused", problem: { code } });
});

test("a locked period names the document's date", async () => {
  const sale = await aSale({ date: "2025-12-30", dueDate: "2026-01-10" });

  expect((await failureOf(fiken.createSale(sale))).problem).toMatchObject({
    code: "fiken.period_locked",
    details: { date: "2025-12-30" },
  });
});
