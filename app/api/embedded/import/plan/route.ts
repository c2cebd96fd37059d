import { z } from "zod";
import { embedded, readBody } from "@/app/api/embedded/embedded";
import { readImportState } from "@/app/settings/import/read-import-state";
import { wakeImport } from "@/inngest/wake";
import { importChoicesSchema } from "@/lib/import/choices";
import { beginPlan } from "@/lib/import/plan";

const planSchema = z.object({ choices: importChoicesSchema });

/** Begins to plan, anew where there is a plan. Answers at once: the page follows along. */
export const POST = embedded(async ({ db, installation, locale, request }) => {
  const installationId = installation.id;
  const { choices } = await readBody(request, planSchema);
  await beginPlan(db, { installationId, choices });
  await wakeImport({ installationId });
  return readImportState(db, { installationId, locale });
});
