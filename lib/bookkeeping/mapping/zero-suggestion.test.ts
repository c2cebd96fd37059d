import { expect, test } from "vitest";
import { suggestZeroTreatment } from "./zero-suggestion";

test.each([
  ["Bøker", "exempt"],
  ["Barnebøker og tegneserier", "exempt"],
  ["E-bøker", "exempt"],
  ["Books", "exempt"],
  ["Gavekort", "outside"],
  ["Gift cards", "outside"],
  ["Bøker og gavekort", null],
  ["Notatbøker", null],
  ["Bokhyller", null],
  ["Bokføring", null],
  ["Helsetjenester", null],
  ["", null],
])("0 %% of the group %j at home is proposed to be %s", (name, treatment) => {
  expect(suggestZeroTreatment(name)).toBe(treatment);
});
