import type { Database } from "@/db/client";
import type { Locale } from "@/lib/i18n/locales";
import { openPreview } from "@/lib/transfer/view/preview-context";
import { previewRecent } from "@/lib/transfer/view/preview-recent";
import type { Preview } from "./preview-state";
import { toPreviewed } from "./to-previewed";

/** The newest booked documents of Rackbeat as vouchers. Asks Rackbeat, and writes nothing. */
export async function readPreview(
  db: Database,
  { installationId, locale, count }: { installationId: string; locale: Locale; count: number },
): Promise<Preview> {
  const documents = await previewRecent(await openPreview(db, { installationId }), { count });
  return { documents: documents.map((document) => toPreviewed(document, locale)) };
}
