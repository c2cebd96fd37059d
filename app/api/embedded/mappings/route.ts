import { mappingChangeSchema } from "@/app/settings/mapping/mapping-state";
import { readMappingState } from "@/app/settings/mapping/read-mapping-state";
import { wakeDrain } from "@/inngest/wake";
import { saveMapping } from "@/lib/transfer/save-mapping";
import { embedded, readBody } from "../embedded";

export const GET = embedded(({ db, installation }) =>
  readMappingState(db, { installationId: installation.id }),
);

/** Saves what was chosen. What was held for the want of it goes on by itself. */
export const PUT = embedded(async ({ db, installation, request }) => {
  const change = await readBody(request, mappingChangeSchema);
  const installationId = installation.id;
  const released = await saveMapping(db, { installationId, change });
  if (released > 0) await wakeDrain({ installationId });
  return { released, state: await readMappingState(db, { installationId }) };
});
