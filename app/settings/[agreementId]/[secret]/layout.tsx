import { NextIntlClientProvider } from "next-intl";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { FrameProvider } from "@/app/settings/frame";
import { FrameHeight } from "@/app/settings/frame-height";
import { LanguageSwitch } from "@/app/settings/language-switch";
import { Navigation } from "@/app/settings/navigation";
import { type FrameParams, findFrame } from "@/app/settings/open-frame";
import { PlainPage } from "@/app/ui/plain-page";
import { findImport } from "@/db/queries/imports";
import { issueSession } from "@/lib/auth/session";
import { getEnv } from "@/lib/env";
import { TIME_ZONE } from "@/lib/i18n/format";
import { MESSAGES } from "@/lib/i18n/translator";

type FrameLayoutProps = { params: Promise<FrameParams>; children: ReactNode };

/** Rendered on the strength of its path alone: in a frame of another site no cookie can be counted on. */
export default async function FrameLayout({ params, children }: FrameLayoutProps) {
  const frame = await findFrame(params);
  const env = getEnv();
  const parentOrigins = [env.RACKBEAT_URL, ...env.RACKBEAT_FRAME_ANCESTORS].map(
    (address) => new URL(address).origin,
  );
  if (!frame) return <Uninstalled parentOrigins={parentOrigins} />;

  const { db, installation, locale, base } = frame;
  const imported = await findImport(db, { installationId: installation.id });
  // Problems and mails are worded on the server, and the vendor has pages of its own: their texts need not travel.
  const { problems, fields, digest, vendor, billingRules, handOver, ...messages } =
    MESSAGES[locale];
  return (
    <NextIntlClientProvider locale={locale} messages={messages} timeZone={TIME_ZONE}>
      <FrameProvider
        session={await issueSession(installation)}
        locale={locale}
        base={base}
        parentOrigins={parentOrigins}
      >
        <div lang={locale} className="mx-auto grid max-w-5xl grid-cols-1 gap-3 p-3 sm:p-4">
          <header className="print:hidden flex flex-wrap items-center justify-between gap-2">
            <Navigation hasImport={imported?.status !== "closed"} />
            <LanguageSwitch />
          </header>
          <main className="grid grid-cols-1 gap-3">{children}</main>
        </div>
      </FrameProvider>
    </NextIntlClientProvider>
  );
}

async function Uninstalled({ parentOrigins }: { parentOrigins: readonly string[] }) {
  const translate = await getTranslations("app");
  return (
    <PlainPage title={translate("uninstalledTitle")}>
      <FrameHeight parentOrigins={parentOrigins} />
      <p>{translate("uninstalledText")}</p>
    </PlainPage>
  );
}
