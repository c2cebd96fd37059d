/** Languages in which Nordic users type a country's name into Rackbeat's free text. */
const LANGUAGES = ["en", "nb", "nn", "da", "sv", "fi", "de"];
/** Regions the runtime knows that are no countries. */
const NO_COUNTRIES = ["EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"];
/** In everyday use, and in no list. */
const OTHER_NAMES: Record<string, string> = {
  noreg: "NO",
  holland: "NL",
  england: "GB",
  scotland: "GB",
  skottland: "GB",
  "great britain": "GB",
  usa: "US",
  // The European Union's own code of Greece.
  el: "GR",
  "united states of america": "US",
  færøyene: "FO",
  tsjekkia: "CZ",
};

let codes: Map<string, string> | undefined;

/** ISO 3166 code of a country as people type it: "Norge", "NORWAY", "no", "Sverige". Null if none is meant. */
export function countryCodeOf(text: string): string | null {
  codes ??= readCodes();
  return codes.get(normal(text)) ?? null;
}

/** The English name, which is what Fiken's description shows ("Norway"). */
export function countryNameOf(code: string): string {
  return new Intl.DisplayNames("en", { type: "region" }).of(code) ?? code;
}

function readCodes(): Map<string, string> {
  const names = LANGUAGES.map(
    (language) => new Intl.DisplayNames(language, { type: "region", fallback: "none" }),
  );
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  const found = new Map<string, string>();
  for (const typed of letters.flatMap((first) => letters.map((second) => first + second))) {
    if (NO_COUNTRIES.includes(typed) || !names[0]?.of(typed)) continue;
    // A withdrawn code ("UK", "DD") reads as the country that has taken its place.
    const code = new Intl.Locale("und", { region: typed }).region ?? typed;
    found.set(normal(typed), code);
    for (const name of names) {
      const local = name.of(code);
      if (local && !found.has(normal(local))) found.set(normal(local), code);
    }
  }
  for (const [name, code] of Object.entries(OTHER_NAMES)) found.set(normal(name), code);
  return found;
}

function normal(text: string): string {
  return text.trim().toLowerCase().replaceAll(/[.’']/g, "").replaceAll(/\s+/g, " ");
}
