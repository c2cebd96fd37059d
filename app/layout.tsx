import type { Metadata } from "next";
import { NextIntlClientProvider } from "next-intl";
import { getLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { TIME_ZONE } from "@/lib/i18n/format";
import { MESSAGES } from "@/lib/i18n/translator";
import "./globals.css";

export const metadata: Metadata = {
  title: "Fiken for Rackbeat",
  robots: { index: false, follow: false },
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const locale = await getLocale();
  const { app } = MESSAGES[locale];
  return (
    <html lang={locale}>
      <body className="font-sans antialiased">
        <NextIntlClientProvider locale={locale} messages={{ app }} timeZone={TIME_ZONE}>
          {children}
        </NextIntlClientProvider>
      </body>
    </html>
  );
}
