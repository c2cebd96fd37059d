import { pauseTransfer } from "@/lib/transfer/settings/choices";
import { embedded } from "../embedded";

/** What comes in meanwhile is kept, and waits. */
export const POST = embedded(({ db, installation }) =>
  pauseTransfer(db, { installationId: installation.id }),
);
