import { z } from "zod";
import { activitySchema } from "@/app/settings/status/activity";
import type { System } from "@/tests/system/system";
import { AGREEMENT, install, openSettings, setUp, type Visitor } from "@/tests/system/visitor";
import type { Measure } from "./measure";
import { type LaneUse, laneUseOf, measureNaively } from "./naive-transfer";
import type { BenchOptions } from "./options";
import type { Part, PartResult } from "./part";
import { until } from "./until";

const LATENCY_MS = 100;
const POLL_MS = 1_000;
/** Far beyond what the slowest of lanes takes for one invoice. */
const DEADLINE_MS_PER_INVOICE = 3_000;
const TARGET_LANE_PERCENT = 90;

type Backlog = { name: string; title: string; attachPdf: boolean; target: number; minimum: number };

export const backlogWithPdf = partOf({
  name: "backlog-pdf",
  title: "A backlog of sales invoices with PDF, contact known",
  ...{ attachPdf: true, target: 2.1, minimum: 2 },
});

export const backlogWithoutPdf = partOf({
  name: "backlog",
  title: "A backlog of sales invoices without PDF, contact known",
  ...{ attachPdf: false, target: 1.1, minimum: 1 },
});

function partOf(backlog: Backlog): Part {
  return {
    name: backlog.name,
    title: `${backlog.title}, providers answering in ${LATENCY_MS} ms`,
    run: (systems, options) =>
      systems.use({ fiken: { latencyMs: LATENCY_MS }, rackbeat: { latencyMs: LATENCY_MS } }, (it) =>
        measure(it, backlog, options),
      ),
  };
}

async function measure(
  system: System,
  { attachPdf, target, minimum }: Backlog,
  { backlog: invoices, vs }: BenchOptions,
): Promise<PartResult> {
  await install(system);
  const visitor = await openSettings(system);
  await setUp(visitor, { attachPdf });
  await makeContactKnown(system, visitor);
  await visitor.send("POST", "/pause");
  bookInvoices(system, invoices);
  await system.rackbeat.dispatcher.settled();
  await system.engine.idle();

  const { requests, settings } = system.fiken;
  const from = requests.length;
  await visitor.send("POST", "/resume");
  await untilVerified(visitor, invoices + 1);
  const { requestsPerSecond } = settings;
  const sent = requests.slice(from);
  const ours = laneUseOf(sent, { invoices, requestsPerSecond });
  await system.engine.idle();
  const naive = vs ? await measureNaively(system, { attachPdf }) : null;
  return {
    measures: measuresOf({ ours, naive, invoices, target, minimum }),
    details: { ours, naive, requests: countByKind(sent) },
  };
}

/** The way to Fiken has been taken once, so the backlog's contact is bound. */
async function makeContactKnown(system: System, visitor: Visitor): Promise<void> {
  bookInvoices(system, 1);
  await untilVerified(visitor, 1);
  await system.engine.idle();
}

/** All of one day: the list that shows them grows with every one. */
function bookInvoices({ rackbeat }: System, count: number): void {
  for (let booked = 0; booked < count; booked += 1) {
    rackbeat.bookCustomerInvoice(AGREEMENT, {
      customerNumber: 10_002,
      lines: [
        { itemNumber: "LYS-100", quantity: 2 },
        { itemNumber: "MAT-400", quantity: 3 },
      ],
    });
  }
}

async function untilVerified(visitor: Visitor, count: number): Promise<void> {
  const look = async () => {
    const { totals } = activitySchema(z).parse(await visitor.get("/activity"));
    return (totals.verified ?? 0) >= count ? totals : null;
  };
  const deadlineMs = 60_000 + count * DEADLINE_MS_PER_INVOICE;
  await until(`${count} invoices are verified`, look, { everyMs: POLL_MS, deadlineMs });
}

/** How many of each kind there were: `GET /companies/…/sales/*`. */
function countByKind(sent: readonly { method: string; path: string }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { method, path } of sent) {
    const kind = `${method} ${path.replace(/\/\d+/g, "/*")}`;
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

function measuresOf({
  ours,
  naive,
  invoices,
  target,
  minimum,
}: {
  ours: LaneUse;
  naive: LaneUse | null;
  invoices: number;
  target: number;
  minimum: number;
}): Measure[] {
  return [
    {
      name: `Fiken requests per invoice, of ${invoices}`,
      value: ours.requestsPerInvoice,
      unit: "requests",
      target: { atMost: target },
      minimum,
      ...(naive && { naive: naive.requestsPerInvoice }),
      note: "from the first request to the last read-back, all included; counted by Fiken",
    },
    {
      name: "share of the lane that was used",
      value: ours.lanePercent,
      unit: "%",
      target: { atLeast: TARGET_LANE_PERCENT },
      ...(naive && { naive: naive.lanePercent }),
      note: "the time that the requests need back to back, at the lane's pace, of the time they took",
    },
  ];
}
