import { embedded } from "@/app/api/embedded/embedded";
import { readShownForm } from "@/app/settings/import/read-import-form";

/** What can be chosen, read anew from both sides. */
export const GET = embedded(({ db, installation, locale }) =>
  readShownForm(db, { installationId: installation.id, locale }),
);
