import { expect, test } from "vitest";
import { countryCodeOf, countryNameOf } from "./country";

test.each([
  ["Norge", "NO"],
  ["NORWAY", "NO"],
  [" no ", "NO"],
  ["Noreg", "NO"],
  ["Sverige", "SE"],
  ["Danmark", "DK"],
  ["Tyskland", "DE"],
  ["Deutschland", "DE"],
  ["Suomi", "FI"],
  ["Holland", "NL"],
  ["USA", "US"],
  ["U.S.A.", "US"],
  ["Storbritannia", "GB"],
  ["UK", "GB"],
  ["Svalbard og Jan Mayen", "SJ"],
  ["EU", null],
  ["Midgard", null],
  ["", null],
])("%s is the country %s", (text, code) => {
  expect(countryCodeOf(text)).toBe(code);
});

test.each([
  ["NO", "Norway"],
  ["SE", "Sweden"],
  ["GB", "United Kingdom"],
])("%s goes to Fiken as %s", (code, name) => {
  expect(countryNameOf(code)).toBe(name);
});
