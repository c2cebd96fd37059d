/** The members of the EU (Treaty on European Union, article 52; the United Kingdom left in 2020). */
const EU = new Set(
  "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split(" "),
);

/**
 * Rackbeat's VAT zone of a party by its country; null where the country does not tell: at home there is more than
 * one zone. Svalbard and Jan Mayen are outside the VAT area (merverdiavgiftsloven section 1-2).
 */
export function zoneOfCountry(code: string | null): "eu" | "abroad" | null {
  if (code === null || code === "NO") return null;
  return EU.has(code) ? "eu" : "abroad";
}
