import { z } from "zod";
import { embedded, readBody } from "@/app/api/embedded/embedded";
import { wakeDrain } from "@/inngest/wake";
import { releaseCause } from "@/lib/transfer/hold/release";

const bodySchema = z.object({ causeKey: z.string().min(1) });

/** "Send all again": everything that waits for one cause. None is no error, for somebody may have been quicker. */
export const POST = embedded(async ({ db, installation, request }) => {
  const { causeKey } = await readBody(request, bodySchema);
  const installationId = installation.id;
  const released = await releaseCause(db, { installationId, causeKey });
  if (released > 0) await wakeDrain({ installationId });
  return { released };
});
