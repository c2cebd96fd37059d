import type { Mail } from "@/lib/digest/mail";
import { oneLine } from "@/lib/digest/one-line";
import type { Locale } from "@/lib/i18n/locales";
import { translatorFor } from "@/lib/i18n/translator";
import { explainTrouble } from "./explain-trouble";
import { DAYS_UNTIL_TROUBLE, type TroublePage } from "./troubles";

/** The vendor is a Danish company. On the screen everybody reads the browser's language; a mail knows no browser. */
const VENDOR_LOCALE: Locale = "da";

/** Whose transfers stand still and why, as the page on operations says it. Nothing of a document stands in it. */
export function wordTroubles(
  { troubles, next }: TroublePage,
  { address }: { address: string },
): Omit<Mail, "to"> {
  const translate = translatorFor(VENDOR_LOCALE);
  const lines = troubles.flatMap((trouble) => [
    `${oneLine(trouble.companyName)} (${oneLine(trouble.agreementId)})`,
    ...explainTrouble(trouble, { days: DAYS_UNTIL_TROUBLE, locale: VENDOR_LOCALE }).map(
      (reason) => `– ${reason}`,
    ),
    "",
  ]);
  return {
    subject: translate("digest.vendor.subject"),
    text: [
      ...[translate("digest.vendor.intro"), "", ...lines],
      ...(next ? [translate("digest.vendor.more")] : []),
      ...[translate("digest.vendor.where", { address }), "", translate("digest.vendor.why"), ""],
    ].join("\n"),
  };
}
