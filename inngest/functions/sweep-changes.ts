import { cron } from "inngest";
import { getDatabase } from "@/db/database";
import { sweepCustomerInvoices } from "@/lib/transfer/sweep";
import { inngest } from "../client";
import { sweepRequested, transferRequested } from "../events";
import { pageOfInstallations } from "../installations-page";

/** Every ten minutes: asks for a sweep of each installation. */
export const scheduleSweeps = inngest.createFunction(
  { id: "schedule-sweeps", triggers: [cron("*/10 * * * *")], retries: 0 },
  async ({ step }) => {
    let after: string | null = null;
    for (let page = 1; ; page += 1) {
      const last: string | null = after;
      const installationIds: string[] = await step.run(`list-installations-${page}`, () =>
        pageOfInstallations(last),
      );
      after = installationIds.at(-1) ?? null;
      if (!after) return;
      await step.sendEvent(
        `request-sweeps-${page}`,
        installationIds.map((installationId) => sweepRequested.create({ installationId })),
      );
    }
  },
);

/** Finds what a webhook missed: one page of Rackbeat's changed invoices per step. */
export const sweepChanges = inngest.createFunction(
  {
    id: "sweep-changes",
    triggers: [sweepRequested],
    concurrency: [{ scope: "env", key: "'sweep:' + event.data.installationId", limit: 1 }],
    retries: 2,
  },
  async ({ event, step }) => {
    const { installationId } = event.data;
    const startedAt = await step.run("note-start", () => new Date().toISOString());
    let requested = 0;
    for (let page: number | null = 1; page !== null; ) {
      const current: number = page;
      const swept: Awaited<ReturnType<typeof sweepCustomerInvoices>> = await step.run(
        `sweep-customer-invoices-${current}`,
        async () =>
          sweepCustomerInvoices(await getDatabase(), {
            installationId,
            page: current,
            startedAt: new Date(startedAt),
          }),
      );
      requested += swept?.requested ?? 0;
      page = swept?.nextPage ?? null;
    }
    if (requested > 0) {
      await step.sendEvent("wake-drain", transferRequested.create({ installationId }));
    }
  },
);
