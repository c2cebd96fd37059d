import type { TroubledInstallation } from "@/db/queries/troubled-installations";
import { formatMoment } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/locales";
import { translatorFor } from "@/lib/i18n/translator";

/** What is wrong at an installation, the worst first: on the screen and in a mail the same words. */
export function explainTrouble(
  { installation, grant, isStandingStill, waiting, waitingSince }: TroubledInstallation,
  { days, locale }: { days: number; locale: Locale },
): string[] {
  const translate = translatorFor(locale);
  return [
    ...(grant === "revoked" ? [translate("vendor.operations.revoked")] : []),
    ...(installation === "unreachable" ? [translate("vendor.operations.unreachable")] : []),
    ...(isStandingStill ? [translate("vendor.operations.standingStill", { days })] : []),
    ...(waitingSince
      ? [
          translate("vendor.operations.waiting", {
            count: waiting,
            since: formatMoment(waitingSince, locale),
          }),
        ]
      : []),
  ];
}
