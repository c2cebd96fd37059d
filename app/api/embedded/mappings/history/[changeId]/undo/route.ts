import { z } from "zod";
import { embedded, notFound } from "@/app/api/embedded/embedded";
import { readMappingState } from "@/app/settings/mapping/read-mapping-state";
import { wakeDrain } from "@/inngest/wake";
import { undoMapping } from "@/lib/transfer/settings/undo-mapping";

const idSchema = z.string().regex(/^\d{1,15}$/);

/** Takes a change of the mapping back, as far as nothing was changed since. */
export const POST = embedded<{ changeId: string }>(async ({ db, installation, params }) => {
  const changeId = idSchema.safeParse(params.changeId);
  if (!changeId.success) notFound();
  const installationId = installation.id;
  const undone = await undoMapping(db, {
    ...{ installationId, origin: "settings_page" },
    changeId: Number(changeId.data),
  });
  if (!undone) notFound();
  const { changed, released, wakes } = undone;
  if (wakes) await wakeDrain({ installationId });
  return { undone: changed, released, state: await readMappingState(db, { installationId }) };
});
