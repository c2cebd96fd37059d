import { embedded } from "@/app/api/embedded/embedded";
import { readOverview } from "@/app/settings/status/read-overview";

export const GET = embedded(({ db, installation, locale }) =>
  readOverview(db, { installation, locale }),
);
