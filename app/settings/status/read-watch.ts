import type { Database } from "@/db/client";
import { listWatchedKinds } from "@/lib/transfer/intake/watched-kinds";
import type { Watch } from "./watched-row";

/** How changes become known, as the screen and the API show it. */
export async function readWatch(
  db: Database,
  { installationId }: { installationId: string },
): Promise<Watch> {
  const kinds = await listWatchedKinds(db, { installationId });
  return {
    kinds: kinds.map(({ lastRunAt, ...kind }) => ({
      ...kind,
      lastRunAt: lastRunAt?.toISOString() ?? null,
    })),
  };
}
