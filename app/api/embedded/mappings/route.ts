import { mappingChangeSchema } from "@/app/settings/mapping/mapping-state";
import { readMappingState } from "@/app/settings/mapping/read-mapping-state";
import { wakeDrain } from "@/inngest/wake";
import { saveMapping } from "@/lib/transfer/settings/save-mapping";
import { embedded, readBody } from "../embedded";

export const GET = embedded(({ db, installation }) =>
  readMappingState(db, { installationId: installation.id }),
);

/** Saves what was chosen, with a line of its history. What was held for the want of it goes on by itself. */
export const PUT = embedded(async ({ db, installation, request }) => {
  const change = await readBody(request, mappingChangeSchema);
  const installationId = installation.id;
  const { released, wakes } = await saveMapping(db, {
    ...{ installationId, origin: "settings_page" },
    change,
  });
  if (wakes) await wakeDrain({ installationId });
  return { released, state: await readMappingState(db, { installationId }) };
});
