import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { explainDifferences, fieldInWords } from "./explain-differences";
import { LOCALES } from "./locales";
import { MESSAGES } from "./translator";

/** Intl writes several kinds of space; a reader sees one. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

test("what differs is named, and its amounts and dates are written as the language writes them", () => {
  const differences = "grossMinor: 37250 → 1597000; date: 2026-11-22 → –; deleted: false → true";
  expect(plain(explainDifferences(differences, { currency: "NOK", locale: "nb" }))).toBe(
    "sum: 372,50 → 15 970,00; dato: 22.11.2026 → –; slettet: nei → ja",
  );
  expect(plain(explainDifferences(differences, { currency: "NOK", locale: "sv" }))).toBe(
    "summa: 372,50 → 15 970,00; datum: 2026-11-22 → –; borttagen: nej → ja",
  );
});

test("a line that is not as it should be reads as account, VAT, net and VAT", () => {
  expect(
    plain(
      explainDifferences("line: 1 × 3000 HIGH 10000 + 2500 → –", { currency: "NOK", locale: "en" }),
    ),
  ).toBe("line: 1 × 3000, 25% VAT, 100.00 + 25.00 → –");
});

test("amounts are in the currency of the document, and Fiken's kinds in words", () => {
  const told = { currency: "EUR", locale: "nb" } as const;
  expect(plain(explainDifferences("netMinor: 37250 → 37251; kind: sale → sale_draft", told))).toBe(
    "netto: EUR 372,50 → EUR 372,51; type: Annet salg → Kladd til annet salg",
  );
  expect(plain(explainDifferences("line: 1 × 3000 HIGH_DIRECT 100 + 25 → –", told))).toBe(
    "linje: 1 × 3000, Innførselsmva, 25 %, EUR 1,00 + EUR 0,25 → –",
  );
});

test("what is no list of differences stays as it was stored", () => {
  expect(explainDifferences('{"expected":1}', { currency: "NOK", locale: "nb" })).toBe(
    '{"expected":1}',
  );
  expect(explainDifferences("unheardOf: a → b", { currency: "NOK", locale: "nb" })).toBe(
    "unheardOf: a → b",
  );
});

test("a field of a line is named with its line", () => {
  expect(fieldInWords("lines[3].item.group", "nb")).toBe("varegruppe i linje 3");
  expect(fieldInWords("lines[3].quantity", "da")).toBe("antal i linje 3");
  expect(fieldInWords("invoice_date", "en")).toBe("invoice date");
});

test.each(LOCALES)("every field that is compared with Fiken has a word in %s", (locale) => {
  const folder = "lib/bookkeeping";
  const compared = readdirSync(folder, { encoding: "utf8", recursive: true })
    .filter((file) => /^[\w/-]+\.ts$/.test(file))
    .flatMap((file) => [
      ...readFileSync(`${folder}/${file}`, "utf8").matchAll(/\.\.\.differ\("(\w+)"/g),
    ])
    .map(([, field = ""]) => field);
  expect(compared.length).toBeGreaterThan(20);
  const known = new Set(Object.keys(MESSAGES[locale].fields.names));
  expect(compared.filter((field) => !known.has(field))).toEqual([]);
});
