import { z } from "zod";
import { embedded, notFound } from "@/app/api/embedded/embedded";
import { toPreviewed } from "@/app/settings/preview/to-previewed";
import { replayTransfer } from "@/lib/transfer/view/replay";

/** The document by today's mapping, and in what it would be booked otherwise than it was. Nothing is written. */
export const GET = embedded<{ transferId: string }>(
  async ({ db, installation, locale, params: { transferId } }) => {
    if (!z.uuid().safeParse(transferId).success) notFound();
    const replay = await replayTransfer(db, { installationId: installation.id, transferId });
    if (!replay) notFound();
    return { today: toPreviewed(replay.today, locale), changes: replay.changes };
  },
);
