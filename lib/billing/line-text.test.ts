import { expect, test } from "vitest";
import { lineText } from "./line-text";

const whole = {
  kind: "charge",
  serviceMonth: "2026-03",
  from: "2026-03-01",
  to: "2026-03-31",
  days: 31,
  daysInMonth: 31,
  priceMinor: 39_900,
} as const;
const part = { ...whole, from: "2026-03-09", days: 23 };

test.each([
  {
    line: whole,
    da: "Fiken for Rackbeat, abonnement marts 2026",
    en: "Fiken for Rackbeat, subscription March 2026",
  },
  {
    line: part,
    da: "Fiken for Rackbeat, abonnement 9.–31. marts 2026 (23 af 31 dage à 399,00 kr. pr. måned)",
    en: "Fiken for Rackbeat, subscription 9–31 March 2026 (23 of 31 days at DKK 399.00 a month)",
  },
  {
    line: { ...part, to: "2026-03-09", days: 1 },
    da: "Fiken for Rackbeat, abonnement 9. marts 2026 (1 af 31 dage à 399,00 kr. pr. måned)",
    en: "Fiken for Rackbeat, subscription 9 March 2026 (1 of 31 days at DKK 399.00 a month)",
  },
  {
    line: { ...whole, kind: "correction" as const },
    da: "Fiken for Rackbeat, regulering af marts 2026",
    en: "Fiken for Rackbeat, adjustment of March 2026",
  },
])("an invoice says “$en”", ({ line, da, en }) => {
  expect(lineText(line, "da")).toBe(da);
  expect(lineText(line, "en")).toBe(en);
});
