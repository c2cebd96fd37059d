import { disconnect } from "@/lib/connection/reconnect";
import { embedded } from "../embedded";

/** The app writes to the company no more. Choices and history stay. */
export const DELETE = embedded(({ db, installation }) =>
  disconnect(db, { installationId: installation.id }),
);
