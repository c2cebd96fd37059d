import { transferChoicesSchema } from "@/app/settings/set-up/set-up-state";
import { wakeDrain, wakeSweep } from "@/inngest/wake";
import { saveChoices } from "@/lib/transfer/settings/choices";
import { embedded, readBody } from "../embedded";

/** Saves what is chosen; what was not wanted before is looked for at once. */
export const PUT = embedded(async ({ db, installation, request }) => {
  const choices = await readBody(request, transferChoicesSchema);
  const installationId = installation.id;
  const { released, isMoreWanted } = await saveChoices(db, { installationId, choices });
  if (isMoreWanted) await wakeSweep({ installationId });
  if (released > 0) await wakeDrain({ installationId });
});
