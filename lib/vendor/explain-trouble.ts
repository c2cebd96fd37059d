import type { TroubledInstallation } from "@/db/queries/troubled-installations";
import { formatMoment } from "@/lib/i18n/format";
import type { Locale } from "@/lib/i18n/locales";
import { translatorFor } from "@/lib/i18n/translator";

const STOPPED_BY = {
  not_connected: "vendor.operations.notConnected",
  not_live: "vendor.operations.notLive",
} as const;

/** What is wrong at an installation, the worst first: on the screen and in a mail the same words. */
export function explainTrouble(
  trouble: TroubledInstallation,
  { days, locale }: { days: number; locale: Locale },
): string[] {
  const { installation, grant, stoppedBy, stoppedAt, isStandingStill } = trouble;
  const { waiting, waitingSince } = trouble;
  const translate = translatorFor(locale);
  return [
    ...(grant === "revoked" ? [translate("vendor.operations.revoked")] : []),
    ...(installation === "unreachable" ? [translate("vendor.operations.unreachable")] : []),
    ...(stoppedBy
      ? [translate(STOPPED_BY[stoppedBy], { since: formatMoment(stoppedAt, locale) })]
      : []),
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
