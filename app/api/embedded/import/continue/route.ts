import { embedded } from "@/app/api/embedded/embedded";
import { readImportState } from "@/app/settings/import/read-import-state";
import { wakeImport } from "@/inngest/wake";

/** Goes on with a plan that stands still, at the user's word. */
export const POST = embedded(async ({ db, installation, locale }) => {
  const installationId = installation.id;
  await wakeImport({ installationId });
  return readImportState(db, { installationId, locale });
});
