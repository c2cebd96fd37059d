import { embedded } from "@/app/api/embedded/embedded";
import { readImportState } from "@/app/settings/import/read-import-state";
import { closeImport } from "@/lib/import/once";

/** Spent: there is no other import for this agreement, ever. */
export const POST = embedded(async ({ db, installation, locale }) => {
  const installationId = installation.id;
  await closeImport(db, { installationId });

  return readImportState(db, { installationId, locale });
});
