/** Norwegian bokmål first: the app's users keep their books in Norway. */
export const LOCALES = ["nb", "da", "sv", "en"] as const;
export type Locale = (typeof LOCALES)[number];
export const DEFAULT_LOCALE: Locale = "nb";

/** `?locale=` or `?lang=` on its way from the proxy to layouts, which do not see the query. */
export const ASKED_LOCALE_HEADER = "x-asked-locale";

/** How each language names itself. */
export const LOCALE_NAMES: Record<Locale, string> = {
  nb: "Norsk",
  da: "Dansk",
  sv: "Svenska",
  en: "English",
};

/** Norwegian goes under three codes; what we write is bokmål. */
const ALIASES: Record<string, Locale> = { no: "nb", nn: "nb" };

/** Our language for a tag such as `nb-NO` or `no`; null where we do not speak it. */
export function toLocale(tag: string | null | undefined): Locale | null {
  const language = tag?.trim().split(/[-_]/)[0]?.toLowerCase() ?? "";
  return LOCALES.find((locale) => locale === language) ?? ALIASES[language] ?? null;
}

type Wishes = {
  /** What the user chose on the page. */
  stored?: string | null | undefined;
  /** What the address asks for. */
  asked?: string | null | undefined;
  acceptLanguage?: string | null | undefined;
};

/** The first wish that we can meet: chosen, asked for in the address, the browser's, Norwegian. */
export function pickLocale({ stored, asked, acceptLanguage }: Wishes): Locale {
  return toLocale(stored) ?? toLocale(asked) ?? fromHeader(acceptLanguage) ?? DEFAULT_LOCALE;
}

function fromHeader(header: string | null | undefined): Locale | null {
  const wishes = (header ?? "").split(",").map((part) => {
    const [tag, ...parameters] = part.split(";");
    const quality = parameters.find((parameter) => parameter.trim().startsWith("q="));
    return { tag, quality: quality ? Number(quality.trim().slice(2)) : 1 };
  });
  const inOrder = wishes
    .filter(({ quality }) => quality > 0)
    .toSorted((one, other) => other.quality - one.quality);
  for (const { tag } of inOrder) {
    const locale = toLocale(tag);
    if (locale) return locale;
  }
  return null;
}
