import { embedded } from "@/app/api/embedded/embedded";
import { readWatch } from "@/app/settings/status/read-watch";

export const GET = embedded(({ db, installation }) =>
  readWatch(db, { installationId: installation.id }),
);
