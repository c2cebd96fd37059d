import { embedded } from "@/app/api/embedded/embedded";
import { readImportState } from "@/app/settings/import/read-import-state";
import { wakeImport } from "@/inngest/wake";
import { resumeImport } from "@/lib/import/once";

/** Goes on where it was paused. */
export const POST = embedded(async ({ db, installation, locale }) => {
  const installationId = installation.id;
  await resumeImport(db, { installationId });
  await wakeImport({ installationId });
  return readImportState(db, { installationId, locale });
});
