import { embedded } from "@/app/api/embedded/embedded";
import { readImportState } from "@/app/settings/import/read-import-state";
import { pauseImport } from "@/lib/import/once";

/** What is under way is seen through; nothing more is begun. */
export const POST = embedded(async ({ db, installation, locale }) => {
  const installationId = installation.id;
  await pauseImport(db, { installationId });

  return readImportState(db, { installationId, locale });
});
