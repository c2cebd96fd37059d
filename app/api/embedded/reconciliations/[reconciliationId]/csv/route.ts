import { z } from "zod";
import { embedded, notFound } from "@/app/api/embedded/embedded";
import { findReconciliation } from "@/db/queries/reconciliations";
import { streamReconciliation } from "@/lib/reconciliation/csv";

/** The whole result as a file for a spreadsheet. */
export const GET = embedded<{ reconciliationId: string }>(async ({ db, installation, params }) => {
  const { reconciliationId } = params;
  if (!z.uuid().safeParse(reconciliationId).success) notFound();
  const key = { installationId: installation.id, reconciliationId };
  const run = await findReconciliation(db, key);
  if (!run) notFound();
  const filename = `avstemming-${run.periodFrom}-${run.periodTo}.csv`;
  return new Response(streamReconciliation(db, key), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${filename}"`,
      "Cache-Control": "no-store",
    },
  });
});
