import { createTranslator } from "next-intl";
import type { Locale } from "./locales";
import { da } from "./messages/da";
import { en } from "./messages/en";
import { nb } from "./messages/nb";
import { sv } from "./messages/sv";

/** Bokmål is written first: it says which messages there are. */
export type Messages = typeof nb;

export const MESSAGES: Record<Locale, Messages> = { nb, da, sv, en };

declare module "next-intl" {
  interface AppConfig {
    Messages: Messages;
    Locale: Locale;
  }
}

/** Server side translation outside of rendering: routes, problems, tests. */
export function translatorFor(locale: Locale): Translator {
  const known = translators.get(locale);
  if (known) return known;
  const made = translatorOf(locale);
  translators.set(locale, made);
  return made;
}

const translatorOf = (locale: Locale) => createTranslator({ locale, messages: MESSAGES[locale] });
type Translator = ReturnType<typeof translatorOf>;

/** Kept, for each keeps the messages that it has parsed: a file of the vendor's has ten thousand lines. */
const translators = new Map<Locale, Translator>();
