import { expect, test } from "vitest";
import { readErrorText } from "./error-text";

test.each([
  { body: '{"error":"invalid_grant","error_description":"Ugyldig kode"}', message: "Ugyldig kode" },
  { body: '{"error":"invalid_grant"}', message: "invalid_grant" },
  { body: '{"message":"Navn mangler","status":400}', message: "Navn mangler" },
  { body: '{"errors":[{"message":"A"},{"message":"B"}]}', message: "A; B" },
  { body: '{"validationErrors":["A","A","B"]}', message: "A; B" },
  { body: '[{"message":"Ukjent konto"}]', message: "Ukjent konto" },
  {
    body: '{"message":"The given data was invalid.","errors":{"number":["Already taken."]}}',
    message: "The given data was invalid.; Already taken.",
  },
  { body: "<p>Bel&oslash;p &lt; 0</p><script>x()</script>", message: "Beløp < 0" },
  { body: "Summen er 3 < 4", message: "Summen er 3 < 4" },
  { body: "", message: "" },
])("$body reads as $message", ({ body, message }) => {
  expect(readErrorText(body)).toMatchObject({ message, reference: null });
});

test("Fiken's error reference is kept apart from the words", () => {
  const body = JSON.stringify({
    message: "Noe gikk galt<br><small>Feilreferanse: 3f2a-77bc</small>",
  });

  expect(readErrorText(body)).toMatchObject({
    message: "Noe gikk galt",
    reference: "3f2a-77bc",
  });
});

test.each([
  { body: '{"error":"invalid_grant","error_description":"Ugyldig"}', code: "invalid_grant" },
  { body: '{"error":"Navn mangler"}', code: null },
  { body: "invalid_grant", code: null },
])("the machine's word of $body is $code", ({ body, code }) => {
  expect(readErrorText(body).code).toBe(code);
});

test("a long page is cut", () => {
  expect(readErrorText("x".repeat(10_000)).message).toHaveLength(500);
});
