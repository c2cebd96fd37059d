import { embedded, notFound } from "@/app/api/embedded/embedded";
import { findImport } from "@/db/queries/imports";
import { streamImport } from "@/lib/import/csv";

/** Every row as a file for a spreadsheet. */
export const GET = embedded(async ({ db, installation }) => {
  const installationId = installation.id;
  const found = await findImport(db, { installationId });
  if (!found) notFound();
  return new Response(streamImport(db, { installationId, importId: found.id }), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": 'attachment; filename="import-fra-fiken.csv"',
      "Cache-Control": "no-store",
    },
  });
});
