import { eventType } from "inngest";
import { z } from "zod";

const installation = z.object({ installationId: z.uuid() });

/** Something of the installation waits to be transferred. Carries no document: the drain reads what is due. */
export const transferRequested = eventType("transfer/requested", { schema: installation });

/** Look through what changed in Rackbeat since the last sweep. */
export const sweepRequested = eventType("sweep/requested", { schema: installation });

/** Product groups or webhooks of the installation are to be looked at again. */
export const upkeepRequested = eventType("upkeep/requested", { schema: installation });

/** Compare Rackbeat's booked documents with Fiken's; `nightly`: of the last months, beside what was asked for. */
export const reconciliationRequested = eventType("reconciliation/requested", {
  schema: installation.extend({ nightly: z.boolean().optional() }),
});

/** Compare Rackbeat's stock lists with Fiken's products, and put right what differs. */
export const stockComparisonRequested = eventType("stock/comparison.requested", {
  schema: installation,
});

/** The one-time import of the installation has something to plan, to write or to take back. */
export const importRequested = eventType("import/requested", { schema: installation });

/** Mail what waits for a person, where somebody wants it. */
export const digestRequested = eventType("digest/requested", { schema: installation });
