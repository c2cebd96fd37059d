import { embedded, readBody } from "@/app/api/embedded/embedded";
import { basicsSchema } from "@/app/settings/import/import-form";
import { createMissingBasics } from "@/lib/import/basics";

/** Makes in Rackbeat what an empty agreement lacks: groups, payment terms, a unit. */
export const POST = embedded(async ({ db, installation, request }) => {
  const { basics } = await readBody(request, basicsSchema);
  await createMissingBasics(db, { installationId: installation.id, basics });
});
