import { transferChoicesSchema } from "@/app/settings/set-up/set-up-state";
import { saveTransferSettings } from "@/db/queries/transfer-settings";
import { wakeDrain } from "@/inngest/wake";
import { releaseHeld } from "@/lib/transfer/release";
import { embedded, readBody } from "../embedded";

export const PUT = embedded(async ({ db, installation, request }) => {
  const choices = await readBody(request, transferChoicesSchema);
  const installationId = installation.id;
  await saveTransferSettings(db, { installationId, ...choices });
  const released = await releaseHeld(db, { installationId, curedBy: "settings" });
  if (released > 0) await wakeDrain({ installationId });
});
