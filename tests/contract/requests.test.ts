import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Body, everyBody } from "./bodies";
import { type Contract, type Operation, readContract } from "./openapi";

/** Beside the project where it is developed, and not part of it. */
const FILE = join(process.cwd(), "../shared/contracts/fiken/openapi.yaml");
const isHere = existsSync(FILE);

const NAME = "Fiken's own API description";

describe.skipIf(!isHere)(isHere ? NAME : `${NAME}, skipped: ../shared is not here`, () => {
  const contract: Contract = isHere ? readContract(FILE) : { objectionsTo: () => [] };
  const objectionsTo = (operation: Operation, body: unknown) =>
    contract.objectionsTo(operation, body);

  test.each(byOperation(everyBody()))("takes every body of %s", (operation, bodies) => {
    const refused = bodies.flatMap(({ name, body }) =>
      objectionsTo(operation, body).map((objection) => `${name}: ${objection}`),
    );
    expect(refused).toEqual([]);
  });

  const SALE = { date: "2026-03-02", kind: "external_invoice", currency: "NOK", paid: false };
  const LINE = { description: "Spade", account: "3000", vatType: "HIGH", netPrice: 100, vat: 25 };

  test.each<[what: string, operation: Operation, body: unknown, objection: string]>([
    ["an unknown field", "POST /sales", { ...SALE, lines: [], number: 1 }, "body.number: unknown"],
    ["a missing field", "POST /sales", SALE, "body.lines: missing"],
    [
      "another word than the listed ones",
      "POST /sales",
      { ...SALE, kind: "credit", lines: [] },
      "body.kind: credit is none of cash_sale, invoice, external_invoice",
    ],
    [
      "a currency by name",
      "POST /sales",
      { ...SALE, currency: "kr", lines: [] },
      "body.currency: kr is not ^[A-Z]{3}$",
    ],
    [
      "a day that there is not",
      "POST /sales",
      { ...SALE, date: "2026-02-30", lines: [] },
      "body.date: 2026-02-30 is no day",
    ],
    [
      "a fraction of an øre",
      "POST /sales",
      { ...SALE, lines: [{ ...LINE, netPrice: 0.5 }] },
      "body.lines[0].netPrice: 0.5 is no integer",
    ],
    [
      "too long a text, deep within",
      "POST /purchases/drafts",
      {
        ...{ cash: false, paid: false },
        lines: [
          { text: "x".repeat(201), vatType: "NONE", incomeAccount: "4300", net: 1, gross: 1 },
        ],
      },
      "body.lines[0].text: 201 long",
    ],
    [
      "a VAT type of the other side",
      "POST /purchases",
      { ...SALE, kind: "supplier", lines: [{ ...LINE, vatType: "OUTSIDE" }] },
      "body.lines[0].vatType: OUTSIDE is none of NONE, HIGH",
    ],
    ["a null", "POST /contacts", { name: "Kunde", email: null }, "body.email: null"],
    [
      "what only Fiken gives",
      "POST /contacts",
      { name: "Kunde", contactId: 1 },
      "body.contactId: read-only",
    ],
    [
      "an address without a country",
      "PUT /contacts/{contactId}",
      { name: "Kunde", address: { city: "Oslo" } },
      "body.address.country: missing",
    ],
    ["a number for a text", "POST /products", { name: 1 }, "body.name: 1 is no text"],
  ])("refuses %s", (_, operation, body, objection) => {
    const objections = objectionsTo(operation, body);
    expect(objections).toContainEqual(expect.stringContaining(objection));
  });

  test("wants no `paid` of a sale, which it requires without describing it", () => {
    const { paid: _, ...sale } = SALE;
    expect(objectionsTo("POST /sales", { ...sale, lines: [LINE] })).toEqual([]);
    expect(objectionsTo("POST /sales", { ...SALE, lines: [LINE] })).toEqual([]);
  });
});

function byOperation(bodies: Body[]): [Operation, Body[]][] {
  const operations = [...new Set(bodies.map(({ operation }) => operation))];
  return operations.map((operation) => [
    operation,
    bodies.filter((body) => body.operation === operation),
  ]);
}
