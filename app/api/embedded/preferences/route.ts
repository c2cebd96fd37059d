import { readPreferences } from "@/app/settings/preferences/read-preferences";
import { embedded } from "../embedded";

export const GET = embedded(({ db, installation }) =>
  readPreferences(db, { installationId: installation.id }),
);
