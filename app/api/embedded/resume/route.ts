import { resumeTransfers } from "@/db/queries/transfer-settings";
import { wakeDrain } from "@/inngest/wake";
import { embedded } from "../embedded";

export const POST = embedded(async ({ db, installation }) => {
  const installationId = installation.id;
  await resumeTransfers(db, { installationId });
  await wakeDrain({ installationId });
});
