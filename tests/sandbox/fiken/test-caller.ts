import { onTestFinished } from "vitest";
import { FJORDLYS } from "./seed";
import { type FikenSandbox, type FikenSandboxOptions, startFikenSandbox } from "./server";
import type { Books } from "./world";

export type Answer = {
  status: number;
  headers: Headers;
  text: string;
  /** Path of `Location` under the company, such as `sales/12`. */
  location: string;
  /** The last segment of `Location` as a number. */
  id: number;
  json: () => unknown;
};

export type Caller = {
  sandbox: FikenSandbox;
  books: Books;
  token: string;
  /** Calls under the company, or from the API's root when the path starts with a slash. */
  call: (method: string, path: string, body?: unknown) => Promise<Answer>;
  upload: (path: string, form: FormData) => Promise<Answer>;
};

/** A fresh Fiken with a connected app, closed when the test ends; no pace limit unless asked for. */
export async function freshFiken(options: FikenSandboxOptions = {}): Promise<Caller> {
  const sandbox = await startFikenSandbox({ requestsPerSecond: 10_000, ...options });
  onTestFinished(() => sandbox.close());
  const token = sandbox.connect();
  const authorization = `Bearer ${token}`;
  const send = async (method: string, path: string, init: RequestInit): Promise<Answer> => {
    const under = path.startsWith("/") ? path : `/companies/${FJORDLYS}/${path}`;
    return answerOf(await fetch(sandbox.apiUrl + under, { method, ...init }));
  };
  return {
    sandbox,
    token,
    books: sandbox.world.books(FJORDLYS),
    call: (method, path, body) =>
      body === undefined
        ? send(method, path, { headers: { authorization } })
        : send(method, path, {
            headers: { authorization, "content-type": "application/json" },
            body: JSON.stringify(body),
          }),
    upload: (path, form) => send("POST", path, { headers: { authorization }, body: form }),
  };
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  const location = response.headers.get("location") ?? "";
  return {
    status: response.status,
    headers: response.headers,
    text,
    location: location.replace(/^.*\/companies\/[^/]+\//, ""),
    id: Number(location.split("/").at(-1)),
    json: () => JSON.parse(text) as unknown,
  };
}

export function customerOf(books: Books): number {
  return contactWhere(books, ({ customer, supplier }) => customer && !supplier);
}

export function supplierOf(books: Books): number {
  return contactWhere(books, ({ customer, supplier }) => supplier && !customer);
}

function contactWhere(
  books: Books,
  test: (contact: { customer: boolean; supplier: boolean }) => boolean,
): number {
  const contact = [...books.contacts.values()].find(test);
  if (!contact) throw new Error("The seed has no such contact");
  return contact.contactId;
}

export function aSale(books: Books, changes: object = {}) {
  return {
    kind: "external_invoice",
    saleNumber: "10234",
    date: "2026-03-02",
    dueDate: "2026-03-16",
    customerId: customerOf(books),
    currency: "NOK",
    paid: false,
    lines: [aLine()],
    ...changes,
  };
}

export function aLine(changes: object = {}) {
  return {
    description: "4 x Bordlampe",
    account: "3000",
    vatType: "HIGH",
    netPrice: 120_000,
    vat: 30_000,
    ...changes,
  };
}

export function aPurchase(books: Books, changes: object = {}) {
  return {
    kind: "supplier",
    identifier: "F-77",
    date: "2026-03-02",
    dueDate: "2026-03-30",
    supplierId: supplierOf(books),
    currency: "NOK",
    paid: false,
    lines: [aLine({ account: "4300" })],
    ...changes,
  };
}

export function aDraft(contactId: number, changes: object = {}) {
  return {
    cash: false,
    paid: false,
    invoiceNumber: "10235",
    invoiceIssueDate: "2026-03-02",
    dueDate: "2026-03-16",
    contactId,
    currency: "NOK",
    lines: [
      { text: "Lampe", incomeAccount: "3000", vatType: "HIGH", net: 120_000, gross: 150_000 },
    ],
    ...changes,
  };
}

/** Of every voucher, and of the whole journal by account. */
export function isBalanced(books: Books): boolean {
  return [...books.journal.values()].every(
    ({ postings }) => postings.reduce((sum, { amount }) => sum + amount, 0) === 0,
  );
}
