import { performance } from "node:perf_hooks";
import type { Database, OpenedDatabase } from "@/db/client";
import { listSubscriptionStandings } from "@/db/queries/subscription-standings";
import { addMonths } from "@/lib/billing/days";
import { getAgreement } from "@/lib/vendor/agreement";
import { listAgreements } from "@/lib/vendor/agreements";
import { getBasis, listMonths } from "@/lib/vendor/months";
import { getDashboard, listMovements } from "@/lib/vendor/revenue";
import { takeOver } from "@/lib/vendor/take-over";
import type { Measure } from "./measure";
import type { Part, PartResult } from "./part";
import { LAST_MONTH, NOW, openVendorBooks } from "./vendor-agreements";

const FEW = 10;
const MANY = 10_000;
const RUNS = 15;
const WARM_UP = 3;
/** With many agreements a page takes at most so many times what it takes with few. */
const AT_MOST_TIMES = 3;

const now = NOW;
const month = LAST_MONTH;
const closed = addMonths(LAST_MONTH, -1);

/** What the server does for each page of the vendor's dashboard. */
const PAGES: Record<string, (db: Database) => Promise<unknown>> = {
  dashboard: (db) => getDashboard(db, { month, now }),
  movements: (db) => listMovements(db, { month: "2025-08", now }),
  months: (db) => listMonths(db, { now }),
  "open month": (db) => getBasis(db, { month, now }),
  "closed month": (db) => getBasis(db, { month: closed, now }),
  "open month, search": (db) => getBasis(db, { month, search: "20000", now }),
  agreements: (db) => listAgreements(db, { now }),
  "agreements, search": (db) => listAgreements(db, { search: "20000", now }),
  "agreements, standing": (db) => listAgreements(db, { standing: "uninstalled", now }),
  agreement: async (db) => getAgreement(db, { installationId: await anyInstallation(db), now }),
};

export const vendorBooks: Part = {
  name: "vendor",
  title: `The vendor's pages, ${MANY} agreements beside ${FEW}, two years, on PGlite`,
  run: async () => {
    const few = await openVendorBooks(FEW);
    const begunAt = performance.now();
    const many = await openVendorBooks(MANY);
    const seededMs = performance.now() - begunAt;
    try {
      return await measurePages(few, many, seededMs);
    } finally {
      await Promise.all([few.close(), many.close()]);
    }
  },
};

async function measurePages(
  few: OpenedDatabase,
  many: OpenedDatabase,
  seededMs: number,
): Promise<PartResult> {
  const measures: Measure[] = [];
  const details: Record<string, { few: number[]; many: number[] }> = {};
  for (const [page, read] of Object.entries(PAGES)) {
    const times = { few: [] as number[], many: [] as number[] };
    // In turn, so that what else the machine does hits both.
    for (let run = -WARM_UP; run < RUNS; run += 1) {
      const [fewMs, manyMs] = [await timed(read, few.db), await timed(read, many.db)];
      if (run < 0) continue;
      times.few.push(fewMs);
      times.many.push(manyMs);
    }
    details[page] = times;
    measures.push({
      name: page,
      value: quickest(times.many) / quickest(times.few),
      unit: "times",
      target: { atMost: AT_MOST_TIMES },
      note: `${quickest(times.few).toFixed(1)} ms with ${FEW}, ${quickest(times.many).toFixed(1)} ms with ${MANY}`,
    });
  }
  const everybody = { installationId: null, fromDay: "2026-11-01", reason: "Rackbeat's own" };
  await takeOver(many.db, { ...everybody, actor: "bench@vendor.example", now });
  measures.push(
    {
      name: "computing all agreements anew",
      value: await timed(PAGES.dashboard, many.db),
      unit: "ms",
      note: "the first page after all were taken over, or a month has begun",
    },
    { name: "two years invoiced from nothing", value: seededMs, unit: "ms" },
  );
  return { measures, details };
}

/** What else the machine does only ever adds: of a few milliseconds the quickest run is the one that says most. */
function quickest(times: readonly number[]): number {
  return Math.min(...times);
}

async function timed(
  work: ((db: Database) => Promise<unknown>) | undefined,
  db: Database,
): Promise<number> {
  const begunAt = performance.now();
  await work?.(db);
  return performance.now() - begunAt;
}

async function anyInstallation(db: Database): Promise<string> {
  const [first] = await listSubscriptionStandings(db, { limit: 1 });
  if (!first) throw new Error("There is no agreement");
  return first.installationId;
}
