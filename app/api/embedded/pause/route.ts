import { pauseTransfers } from "@/db/queries/transfer-settings";
import { embedded } from "../embedded";

/** What comes in meanwhile is kept, and waits. */
export const POST = embedded(({ db, installation }) =>
  pauseTransfers(db, { installationId: installation.id, at: new Date() }),
);
