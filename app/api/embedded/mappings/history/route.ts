import { z } from "zod";
import { embedded } from "@/app/api/embedded/embedded";
import { readMappingHistory } from "@/app/settings/mapping/read-mapping-history";

const beforeSchema = z.coerce.number().int().positive().nullable().catch(null);

/** What was changed in the mapping, a page at a time. */
export const GET = embedded(({ db, installation, request }) => {
  const before = beforeSchema.parse(new URL(request.url).searchParams.get("before"));
  return readMappingHistory(db, { installationId: installation.id, before });
});
