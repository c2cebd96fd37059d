import { wakeDrain, wakeSweep } from "@/inngest/wake";
import { goLive } from "@/lib/transfer/settings/go-live";
import { embedded } from "../embedded";

/** Refused with what is missing; otherwise documents booked from the start date on are looked for at once. */
export const POST = embedded(async ({ db, installation }) => {
  const installationId = installation.id;
  await goLive(db, { installationId });
  await wakeSweep({ installationId });
  await wakeDrain({ installationId });
});
