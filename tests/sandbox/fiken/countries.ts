/** Region codes the runtime knows that are not countries. */
const NOT_COUNTRIES = ["EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"];

let known: Map<string, string> | undefined;

/** The English name of a country given by English or Norwegian name or ISO code; undefined if unknown. */
export function countryName(country: string): string | undefined {
  known ??= readCountries();
  return known.get(country.trim().toLowerCase());
}

function readCountries(): Map<string, string> {
  const names = ["en", "nb"].map(
    (language) => new Intl.DisplayNames(language, { type: "region", fallback: "none" }),
  );
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  const countries = new Map<string, string>();
  for (const code of letters.flatMap((first) => letters.map((second) => first + second))) {
    const english = names[0]?.of(code);
    if (!english || NOT_COUNTRIES.includes(code)) continue;
    for (const key of [code, ...names.map((name) => name.of(code) ?? english)]) {
      countries.set(key.toLowerCase(), english);
    }
  }
  return countries;
}
