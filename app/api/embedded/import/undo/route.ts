import { embedded, readBody } from "@/app/api/embedded/embedded";
import { rowTargetSchema } from "@/app/settings/import/import-rows";
import { toQueryTarget } from "@/app/settings/import/row-query";
import { wakeImport } from "@/inngest/wake";
import { undoRows } from "@/lib/import/once";

/** Asks for rows to be taken back in Rackbeat. Those that somebody has touched since stay, and say so. */
export const POST = embedded(async ({ db, installation, request }) => {
  const installationId = installation.id;
  const target = await readBody(request, rowTargetSchema);
  const count = await undoRows(db, { installationId, ...toQueryTarget(target) });
  await wakeImport({ installationId });
  return { count };
});
