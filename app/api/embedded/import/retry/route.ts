import { z } from "zod";
import { embedded, readBody } from "@/app/api/embedded/embedded";
import { wakeImport } from "@/inngest/wake";
import { retryFailed } from "@/lib/import/once";

const retrySchema = z.object({ rowIds: z.array(z.uuid()).min(1).max(1_000).exactOptional() });

/** Failed rows once more: those that are named, or all. */
export const POST = embedded(async ({ db, installation, request }) => {
  const installationId = installation.id;
  const rows = await readBody(request, retrySchema);
  const count = await retryFailed(db, { installationId, ...rows });
  await wakeImport({ installationId });
  return { count };
});
