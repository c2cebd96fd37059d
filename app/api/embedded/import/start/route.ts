import { embedded } from "@/app/api/embedded/embedded";
import { readImportState } from "@/app/settings/import/read-import-state";
import { wakeImport } from "@/inngest/wake";
import { startImport } from "@/lib/import/once";

/** Lets the plan be carried out: from here on rows are written to Rackbeat. */
export const POST = embedded(async ({ db, installation, locale }) => {
  const installationId = installation.id;
  await startImport(db, { installationId });
  await wakeImport({ installationId });
  return readImportState(db, { installationId, locale });
});
