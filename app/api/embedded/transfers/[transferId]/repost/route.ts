import { z } from "zod";
import { embedded, notFound } from "@/app/api/embedded/embedded";
import { wakeDrain } from "@/inngest/wake";
import { reverseAndRepost } from "@/lib/transfer/document/decide-change";

/** "Reverse and send again". Where nothing waits for that decision it is answered as such, and left alone. */
export const POST = embedded<{ transferId: string }>(async ({ db, installation, params }) => {
  const { transferId } = params;
  if (!z.uuid().safeParse(transferId).success) notFound();
  const installationId = installation.id;
  const asked = await reverseAndRepost(db, { installationId, transferId });
  if (asked) await wakeDrain({ installationId });
  return { asked };
});
