import { readImportState } from "@/app/settings/import/read-import-state";
import { embedded } from "../embedded";

export const GET = embedded(({ db, installation, locale }) =>
  readImportState(db, { installationId: installation.id, locale }),
);
