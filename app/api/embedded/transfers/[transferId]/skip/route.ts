import { z } from "zod";
import { embedded, notFound, readBody } from "@/app/api/embedded/embedded";
import { wakeDrain } from "@/inngest/wake";
import { skipTransfer, takeBackSkip } from "@/lib/transfer/hold/skip";

const bodySchema = z.object({ reason: z.string().trim().min(1).max(500) });

/** "Skip": the user has seen to it otherwise, and says how. Where nothing waits it is answered as such, and left alone. */
export const POST = embedded<{ transferId: string }>(
  async ({ db, installation, request, params }) => {
    const { transferId } = params;
    if (!z.uuid().safeParse(transferId).success) notFound();
    const { reason } = await readBody(request, bodySchema);
    const installationId = installation.id;
    return { skipped: await skipTransfer(db, { installationId, transferId, reason }) };
  },
);

/** "Transfer it after all". */
export const DELETE = embedded<{ transferId: string }>(async ({ db, installation, params }) => {
  const { transferId } = params;
  if (!z.uuid().safeParse(transferId).success) notFound();
  const installationId = installation.id;
  const takenBack = await takeBackSkip(db, { installationId, transferId });
  if (takenBack) await wakeDrain({ installationId });
  return { takenBack };
});
