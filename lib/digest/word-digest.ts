import type { Locale } from "@/lib/i18n/locales";
import { translatorFor } from "@/lib/i18n/translator";
import type { Mail } from "./mail";
import type { News } from "./news";
import { oneLine } from "./one-line";

type Digest = Pick<News, "areas" | "newGroups"> & {
  to: string;
  locale: Locale;
  /** Of the Rackbeat agreement: a bookkeeper may have several. */
  companyName: string;
};

/**
 * A digest in the reader's words: counts and causes. Nothing of a document stands in it, and no address of the
 * settings page, which is a password.
 */
export function wordDigest({ to, locale, companyName, areas, newGroups }: Digest): Mail {
  const translate = translatorFor(locale);
  const lines = [
    ...areas.map(({ area, count }) => `– ${translate(`digest.areas.${area}`, { count })}`),
    ...(newGroups > 0 ? [`– ${translate("digest.groups", { count: newGroups })}`] : []),
  ];
  return {
    to,
    subject: translate("digest.subject", { company: oneLine(companyName) }),
    text: [
      ...[translate("digest.intro", { company: companyName }), "", ...lines],
      ...["", translate("digest.where"), "", translate("digest.why"), ""],
    ].join("\n"),
  };
}
