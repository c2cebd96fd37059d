import { getLocale, getTranslations } from "next-intl/server";
import type { TroubledInstallation } from "@/db/queries/troubled-installations";
import { formatMoment } from "@/lib/i18n/format";

/** What is wrong at an installation, each in one line. */
export async function TroubleReasons({
  trouble,
  days,
}: {
  trouble: TroubledInstallation;
  days: number;
}) {
  const translate = await getTranslations("vendor.operations");
  const locale = await getLocale();
  const { installation, grant, isStandingStill, waiting, waitingSince } = trouble;
  return (
    <ul>
      {grant === "revoked" && <li>{translate("revoked")}</li>}
      {installation === "unreachable" && <li>{translate("unreachable")}</li>}
      {isStandingStill && <li>{translate("standingStill", { days })}</li>}
      {waitingSince && (
        <li>
          {translate("waiting", { count: waiting, since: formatMoment(waitingSince, locale) })}
        </li>
      )}
    </ul>
  );
}
