import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { LOCALES } from "@/lib/i18n/locales";
import { MESSAGES } from "@/lib/i18n/translator";
import { Overtaken } from "./overtaken";
import type { ChoiceAnswer } from "./use-choice";

const shown = (answer: ChoiceAnswer | undefined, locale: (typeof LOCALES)[number] = "en") =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} messages={MESSAGES[locale]} timeZone="Europe/Oslo">
      <Overtaken answer={answer} />
    </NextIntlClientProvider>,
  );

test.each(LOCALES)("a choice that was not taken is told of in %s", (locale) => {
  const { overtaken } = MESSAGES[locale].choice;
  expect(shown({ chosen: false }, locale)).toMatch(new RegExp(`role="alert".*${overtaken}`));
});

test("nothing is said of one that was taken, nor before there is one", () => {
  expect(shown({ chosen: true })).toBe("");
  expect(shown(undefined)).toBe("");
});
