import { embedded } from "@/app/api/embedded/embedded";
import { readRecentDocuments } from "@/app/settings/mapping/read-recent-documents";

/** Which product groups the newest documents in Rackbeat are of. Rackbeat is asked, so the page does not wait for it. */
export const GET = embedded(({ db, installation }) =>
  readRecentDocuments(db, { installationId: installation.id }),
);
