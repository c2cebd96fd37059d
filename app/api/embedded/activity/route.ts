import { embedded } from "@/app/api/embedded/embedded";
import { TIME_ZONE } from "@/lib/i18n/format";
import { readActivity } from "@/lib/transfer/view/activity";

export const GET = embedded(({ db, installation }) =>
  readActivity(db, { installationId: installation.id, now: new Date(), timeZone: TIME_ZONE }),
);
