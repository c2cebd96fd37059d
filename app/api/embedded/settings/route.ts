import { transferChoicesSchema } from "@/app/settings/set-up/set-up-state";
import { wakeDrain } from "@/inngest/wake";
import { saveChoices } from "@/lib/transfer/choices";
import { embedded, readBody } from "../embedded";

export const PUT = embedded(async ({ db, installation, request }) => {
  const choices = await readBody(request, transferChoicesSchema);
  const installationId = installation.id;
  const released = await saveChoices(db, { installationId, choices });
  if (released > 0) await wakeDrain({ installationId });
});
