import { z } from "zod";
import { COUNTS, DEFAULT_COUNT } from "@/app/settings/preview/preview-state";
import { readPreview } from "@/app/settings/preview/read-preview";
import { embedded } from "../embedded";

const countSchema = z.coerce.number().pipe(z.literal(COUNTS)).catch(DEFAULT_COUNT);

/** The newest booked documents of Rackbeat as vouchers. Nothing is written to Fiken. */
export const GET = embedded(({ db, installation, locale, request }) => {
  const count = countSchema.parse(new URL(request.url).searchParams.get("count"));
  return readPreview(db, { installationId: installation.id, locale, count });
});
