import { NextIntlClientProvider } from "next-intl";
import { getLocale, getTranslations } from "next-intl/server";
import { Card } from "@/app/ui/card";
import { DownloadLink } from "@/app/vendor/download-link";
import { getDatabase } from "@/db/database";
import { TIME_ZONE } from "@/lib/i18n/format";
import { MESSAGES } from "@/lib/i18n/translator";
import { hasHandOver } from "@/lib/vendor/hand-overs";
import { TakeIn } from "./take-in";

const SCHEMA_PATH = "/vendor/exports/hand-over-schema";

/** Both ends of a take-over: the file that whoever takes over needs, and where a file is taken in. */
export async function HandOverCards() {
  const isOffered = await hasHandOver(await getDatabase(), { now: new Date() });
  const translate = await getTranslations("handOver");
  const locale = await getLocale();
  const { handOver } = MESSAGES[locale];
  return (
    <>
      <Card title={translate("title")}>
        <div className="grid gap-3">
          <p>{translate("text")}</p>
          {!isOffered && <p className="text-muted">{translate("notYet")}</p>}
          <div className="flex flex-wrap gap-2">
            {isOffered && (
              <DownloadLink href="/vendor/exports/hand-overs">
                {translate("downloadAll")}
              </DownloadLink>
            )}
            <DownloadLink href={SCHEMA_PATH}>{translate("schema")}</DownloadLink>
          </div>
        </div>
      </Card>
      <Card title={translate("takeInTitle")}>
        <NextIntlClientProvider locale={locale} messages={{ handOver }} timeZone={TIME_ZONE}>
          <TakeIn />
        </NextIntlClientProvider>
      </Card>
    </>
  );
}

/** The one agreement's file, once it is taken over. */
export async function HandOverOfAgreement({ installationId }: { installationId: string }) {
  const isOffered = await hasHandOver(await getDatabase(), { installationId, now: new Date() });
  const translate = await getTranslations("handOver");
  if (!isOffered) return <p className="text-muted">{translate("notYet")}</p>;
  return (
    <div className="grid gap-3">
      <p>{translate("text")}</p>
      <div className="flex flex-wrap gap-2">
        <DownloadLink href={`/vendor/exports/hand-over?agreement=${installationId}`}>
          {translate("download")}
        </DownloadLink>
        <DownloadLink href={SCHEMA_PATH}>{translate("schema")}</DownloadLink>
      </div>
    </div>
  );
}
