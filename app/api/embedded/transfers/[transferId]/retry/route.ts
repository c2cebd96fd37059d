import { z } from "zod";
import { embedded, notFound } from "@/app/api/embedded/embedded";
import { wakeDrain } from "@/inngest/wake";
import { retryTransfer } from "@/lib/transfer/hold/release";

/** "Send again". What needs no sending again is answered as such, and left alone. */
export const POST = embedded<{ transferId: string }>(async ({ db, installation, params }) => {
  const { transferId } = params;
  if (!z.uuid().safeParse(transferId).success) notFound();
  const installationId = installation.id;
  const requeued = await retryTransfer(db, { installationId, transferId });
  if (requeued) await wakeDrain({ installationId });
  return { requeued };
});
