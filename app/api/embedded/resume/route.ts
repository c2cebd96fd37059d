import { wakeDrain } from "@/inngest/wake";
import { resumeTransfer } from "@/lib/transfer/settings/choices";
import { embedded } from "../embedded";

export const POST = embedded(async ({ db, installation }) => {
  const installationId = installation.id;
  await resumeTransfer(db, { installationId });
  await wakeDrain({ installationId });
});
