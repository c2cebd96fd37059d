import { z } from "zod";
import { readReconciliationState } from "@/app/settings/reconciliation/read-reconciliation-state";
import { RESULTS } from "@/app/settings/reconciliation/reconciliation-state";
import { wakeReconciliation } from "@/inngest/wake";
import { requestReconciliation } from "@/lib/reconciliation/reconciliation";
import { embedded, readBody } from "../embedded";

/** Two years and a day: more is asked for in parts. */
const MOST_DAYS = 731;
const DAY_MS = 24 * 60 * 60_000;

const resultSchema = z.enum(RESULTS).nullable().catch(null);

const periodSchema = z
  .object({ from: z.iso.date(), to: z.iso.date() })
  .refine(({ from, to }) => from <= to, "from is after to")
  .refine(({ from, to }) => daysBetween(from, to) <= MOST_DAYS, "more than two years");

export const GET = embedded(({ db, installation, locale, request }) => {
  const result = resultSchema.parse(new URL(request.url).searchParams.get("result"));
  return readReconciliationState(db, { installationId: installation.id, locale, result });
});

/** Asks for a period to be reconciled. Answers at once: the page follows along. */
export const POST = embedded(async ({ db, installation, locale, request }) => {
  const installationId = installation.id;
  const { from, to } = await readBody(request, periodSchema);
  await requestReconciliation(db, { installationId, periodFrom: from, periodTo: to });
  await wakeReconciliation({ installationId });
  return readReconciliationState(db, { installationId, locale, result: null });
});

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / DAY_MS;
}
