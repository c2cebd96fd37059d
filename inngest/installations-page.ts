import { getDatabase } from "@/db/database";
import { listActiveInstallations } from "@/db/queries/installations";

/** As many events as one send carries comfortably. */
const PAGE_SIZE = 500;

/** Ids of active installations, a page at a time: what a cron fans out over. `after` is the last id of the page before. */
export async function pageOfInstallations(after: string | null): Promise<string[]> {
  const listed = await listActiveInstallations(await getDatabase(), {
    limit: PAGE_SIZE,
    ...(after ? { after } : {}),
  });
  return listed.map(({ id }) => id);
}
