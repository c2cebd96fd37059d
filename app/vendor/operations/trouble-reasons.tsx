import { getLocale } from "next-intl/server";
import type { TroubledInstallation } from "@/db/queries/troubled-installations";
import { explainTrouble } from "@/lib/vendor/explain-trouble";

/** What is wrong at an installation, each in one line. */
export async function TroubleReasons({
  trouble,
  days,
}: {
  trouble: TroubledInstallation;
  days: number;
}) {
  const locale = await getLocale();
  return (
    <ul>
      {explainTrouble(trouble, { days, locale }).map((reason) => (
        <li key={reason}>{reason}</li>
      ))}
    </ul>
  );
}
