import { readMappingState } from "@/app/settings/mapping/read-mapping-state";
import { wakeUpkeep } from "@/inngest/wake";
import { refreshChart } from "@/lib/connection/chart";
import { refreshProductGroups } from "@/lib/installation/product-groups";
import { embedded } from "../embedded";

/** Reads the chart of accounts in Fiken and the product groups in Rackbeat anew. Answers the mapping as it is then. */
export const POST = embedded(async ({ db, installation }) => {
  const installationId = installation.id;
  await Promise.all([
    refreshChart(db, { installationId, now: new Date() }),
    refreshProductGroups(db, { installationId }),
  ]);
  await wakeUpkeep({ installationId });
  return readMappingState(db, { installationId });
});
