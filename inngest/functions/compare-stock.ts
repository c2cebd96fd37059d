import { cron } from "inngest";
import { getDatabase } from "@/db/database";
import {
  compareStockPage,
  type FikenStock,
  readFikenStock,
  reportComparison,
  requestVanished,
  STOCK_LISTS,
  type StockComparison,
  sumOfComparisons,
} from "@/lib/transfer/item/compare-stock";
import { inngest } from "../client";
import { requestForEach } from "../each-installation";
import { stockComparisonRequested, transferRequested } from "../events";

/** One step stays well within a serverless function's time limit. */
const BUDGET_MS = 10_000;

/** Nightly: asks for a comparison of the stock of each installation. */
export const scheduleStockComparisons = inngest.createFunction(
  {
    id: "schedule-stock-comparisons",
    triggers: [cron("TZ=Europe/Oslo 45 2 * * *")],
    retries: 1,
  },
  ({ step }) =>
    requestForEach(step, "comparisons", (installation) =>
      stockComparisonRequested.create(installation),
    ),
);

/** All of Fiken's products first, then Rackbeat's lists page by page against them. */
export const compareStock = inngest.createFunction(
  {
    id: "compare-stock",
    triggers: [stockComparisonRequested],
    concurrency: [{ scope: "env", key: "'stock:' + event.data.installationId", limit: 1 }],
    retries: 2,
  },
  async ({ event, step }) => {
    const { installationId } = event.data;
    const inFiken: FikenStock = [];
    for (let page: number | null = 0; page !== null; ) {
      const current: number = page;
      const read: Awaited<ReturnType<typeof readFikenStock>> = await step.run(
        `read-fiken-${current}`,
        async () =>
          readFikenStock(await getDatabase(), {
            ...{ installationId, page: current, budgetMs: BUDGET_MS },
          }),
      );
      if (!read) return;
      inFiken.push(...read.items);
      page = read.nextPage;
    }

    const compared: StockComparison[] = [];
    const seen: string[] = [];
    for (const list of STOCK_LISTS) {
      for (let page: number | null = 1; page !== null; ) {
        const current: number = page;
        const read: Awaited<ReturnType<typeof compareStockPage>> = await step.run(
          `compare-${list}-${current}`,
          async () =>
            compareStockPage(await getDatabase(), {
              ...{ installationId, list, page: current, inFiken },
            }),
        );
        if (!read) return;
        compared.push(read.counts);
        seen.push(...read.seen);
        page = read.nextPage;
      }
    }
    const vanished = await step.run("request-vanished", async () =>
      requestVanished(await getDatabase(), { installationId, inFiken, seen }),
    );
    const counts = { ...sumOfComparisons(compared), vanished };
    await step.run("report", () => reportComparison(installationId, counts));
    if (counts.different + counts.missing + vanished > 0) {
      await step.sendEvent("wake-drain", transferRequested.create({ installationId }));
    }
  },
);
