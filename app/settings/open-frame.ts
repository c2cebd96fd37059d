import { notFound } from "next/navigation";
import { cache } from "react";
import type { Database } from "@/db/client";
import { getDatabase } from "@/db/database";
import type { Installation } from "@/db/schema/installations";
import type { Locale } from "@/lib/i18n/locales";
import { localeOfRequest } from "@/lib/i18n/request-locale";
import { openSettings } from "@/lib/installation/settings-page";

export type FrameParams = { agreementId: string; secret: string };

export type OpenedFrame = {
  db: Database;
  installation: Installation;
  locale: Locale;
  /** Where the pages live, for links within the frame. */
  base: string;
};

/** The installation that the path opens, or null after it was uninstalled. Any other path is "not found", and no more. */
export async function findFrame(params: Promise<FrameParams>): Promise<OpenedFrame | null> {
  const { agreementId, secret } = await params;
  // Next.js hands over path segments as they were written.
  return openOnce(decoded(agreementId), decoded(secret));
}

/** For pages, which show nothing unless the layout above them opened the frame. */
export async function openFrame(params: Promise<FrameParams>): Promise<OpenedFrame> {
  return (await findFrame(params)) ?? notFound();
}

/** Layout and page ask for the same; the database is asked once. */
const openOnce = cache(async (agreementId: string, secret: string): Promise<OpenedFrame | null> => {
  const db = await getDatabase();
  const { installation, reason } = await openSettings(db, { agreementId, secret });
  if (reason === "uninstalled") return null;
  if (!installation) notFound();
  return {
    db,
    installation,
    locale: await localeOfRequest(installation.locale),
    base: `/settings/${encodeURIComponent(agreementId)}/${encodeURIComponent(secret)}`,
  };
});

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    // A stray percent sign: no address of ours.
    return notFound();
  }
}
