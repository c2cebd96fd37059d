import { expect, test } from "vitest";
import { explainFikenRefusal } from "./refusals";

const request = {
  method: "POST" as const,
  path: "/companies/fjellsport-as/sales",
  json: { date: "2026-03-02" },
};

test.each([
  { status: 403, message: "Foretaket har ikke API-tilgang", code: "fiken.api_module_missing" },
  {
    status: 403,
    message: "Company does not have the API module",
    code: "fiken.api_module_missing",
  },
  { status: 403, message: "Du har ikke rettigheter", code: "fiken.refused" },
  { status: 402, message: "Foretaket har ikke prosjektmodulen", code: "fiken.refused" },
  {
    status: 400,
    message: "Missing number series for drafts of type: invoice",
    code: "fiken.number_series_missing",
  },
  {
    status: 401,
    message: "Invoice counter not initialized",
    code: "fiken.number_series_missing",
  },
  { status: 409, message: "counter not initialised", code: "fiken.number_series_missing" },
  { status: 400, message: "Perioden er låst til og med 2026-02-28", code: "fiken.period_locked" },
  { status: 400, message: "The period is closed", code: "fiken.period_locked" },
  { status: 400, message: "Datoen er før regnskapsstart", code: "fiken.period_locked" },
  {
    status: 400,
    message: "incomeAccount is required for free-text lines",
    code: "fiken.account_refused",
  },
  {
    status: 400,
    message: "vatType: HIGH, but the VAT-amount is 0",
    code: "fiken.account_refused",
  },
  { status: 400, message: "Kan ikke opprette konto 1920", code: "fiken.account_refused" },
  { status: 400, message: "'type' er påkrevd", code: "fiken.refused" },
  { status: 400, message: "Kontonummeret må ha 11 siffer", code: "fiken.refused" },
  { status: 404, message: "", code: "fiken.refused" },
])('$status "$message" is $code', ({ status, message, code }) => {
  expect(explainFikenRefusal({ status, message, reference: null, request }).code).toBe(code);
});

test("an unknown refusal keeps Fiken's words and reference", () => {
  const said = { status: 400, message: "Noe er galt", reference: "3f2a" };

  expect(explainFikenRefusal({ ...said, request })).toEqual({
    code: "fiken.refused",
    details: said,
  });
});

test("a locked period tells the document's date, a missing module the company", () => {
  const said = { status: 400, message: "Perioden er låst", reference: null, request };

  expect(explainFikenRefusal(said).details).toMatchObject({ date: "2026-03-02" });
  expect(explainFikenRefusal({ ...said, status: 403, message: "Mangler API" }).details).toEqual({
    company: "fjellsport-as",
  });
});
