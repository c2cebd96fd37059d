import { z } from "zod";
import { embedded, notFound } from "@/app/api/embedded/embedded";
import { wakeDrain } from "@/inngest/wake";
import { keepAsPosted } from "@/lib/transfer/document/decide-change";

/** "Keep what is in Fiken". Where nothing waits for that decision it is answered as such, and left alone. */
export const POST = embedded<{ transferId: string }>(async ({ db, installation, params }) => {
  const { transferId } = params;
  if (!z.uuid().safeParse(transferId).success) notFound();
  const installationId = installation.id;
  const kept = await keepAsPosted(db, { installationId, transferId });
  if (kept) await wakeDrain({ installationId });
  return { kept };
});
