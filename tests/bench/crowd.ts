import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { activitySchema } from "@/app/settings/status/activity";
import { FJORDLYS, NORDRE_LYS } from "@/tests/sandbox/fiken/seed";
import type { System } from "@/tests/system/system";
import { AGREEMENT, install, openSettings, setUp, type Visitor } from "@/tests/system/visitor";
import type { Measure } from "./measure";
import type { BenchOptions } from "./options";
import type { Part, PartResult } from "./part";
import { findVerified } from "./single-invoice";
import { median } from "./statistics";
import { askEmptyRoute, deliver, EMPTY_ROUTE } from "./timed-requests";
import { until } from "./until";

const LATENCY_MS = 100;
const AT_ONCE = 50;
/** Real invoices, so that the lane is busy while the webhooks come in and while the other is measured. */
const DRAINING = 400;
/** The burst comes in parts, with the empty route as often between them: what else the machine does hits both. */
const BURST_PARTS = 10;
/** Invoices that Rackbeat has not got: their transfers wait behind the real ones. */
const FIRST_UNKNOWN_NUMBER = 900_001;
/** The sandbox's third agreement is a copy of the first one's shop. */
const OTHER_AGREEMENT = AGREEMENT + 2;
const AGREEMENTS = 3;
const ROUNDS = 5;
const REST_MS = 1_500;
const POLL_MS = 100;

/** A burst on one connection that drains, and a single invoice of another connection beside all that waits. */
export const crowd: Part = {
  name: "crowd",
  title: `A burst of webhooks while draining, and another connection beside it, providers answering in ${LATENCY_MS} ms`,
  run: (systems, options) =>
    systems.use(
      {
        fiken: { latencyMs: LATENCY_MS },
        rackbeat: { latencyMs: LATENCY_MS, agreements: AGREEMENTS },
      },
      (system) => measureCrowd(system, options),
    ),
};

async function measureCrowd(system: System, { burst }: BenchOptions): Promise<PartResult> {
  const crowded = await connect(system, AGREEMENT, FJORDLYS);
  const other = await connect(system, OTHER_AGREEMENT, NORDRE_LYS);
  await transferOne(system, other);
  const alone = await rounds(system, other);

  await crowded.send("POST", "/pause");
  for (let booked = 0; booked < DRAINING; booked += 1) book(system, AGREEMENT);
  await system.rackbeat.dispatcher.settled();
  await crowded.send("POST", "/resume");
  await until("the crowded connection drains", async () =>
    ((await countsOf(crowded)).verified ?? 0) + ((await countsOf(crowded)).posted ?? 0) > 0
      ? true
      : null,
  );
  const before = await countAll(crowded);
  const { rate, emptyRate } = await sendBurst(system, burst);
  const kept = (await countAll(crowded)) - before;
  const beside = await rounds(system, other);
  const { pending = 0, working = 0 } = await countsOf(crowded);
  return {
    measures: [
      ...burstMeasures({ burst, kept, rate, emptyRate }),
      ...fairnessMeasures({ alone, beside, waiting: pending + working }),
    ],
    details: { rate, emptyRate, alone, beside },
  };
}

async function connect(system: System, agreementId: number, company: string): Promise<Visitor> {
  await install(system, agreementId, [company]);
  const visitor = await openSettings(system, agreementId);
  await setUp(visitor, { companySlug: company });
  await system.engine.idle();
  return visitor;
}

function book({ rackbeat }: System, agreementId: number): string {
  const { number } = rackbeat.bookCustomerInvoice(agreementId, {
    customerNumber: 10_002,
    lines: [{ itemNumber: "LYS-100" }],
  });
  return String(number);
}

/** Milliseconds from booking to the timeline's line `verified`. */
async function transferOne(system: System, visitor: Visitor): Promise<number> {
  const bookedAt = Date.now();
  const number = book(system, OTHER_AGREEMENT);
  const transfer = await until(
    `invoice ${number} beside the crowd is verified`,
    () => findVerified(visitor, number),
    { everyMs: POLL_MS },
  );
  const verified = transfer.events.find(({ event }) => event === "verified");
  return verified ? Date.parse(verified.at) - bookedAt : Number.NaN;
}

async function rounds(system: System, visitor: Visitor): Promise<number[]> {
  const taken: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    // No request of the round before may still count against the lane's pace.
    await delay(REST_MS);
    taken.push(await transferOne(system, visitor));
  }
  return taken;
}

async function countsOf(visitor: Visitor) {
  return activitySchema(z).parse(await visitor.get("/activity")).totals;
}

async function countAll(visitor: Visitor): Promise<number> {
  return Object.values(await countsOf(visitor)).reduce((total, count) => total + count, 0);
}

async function sendBurst(system: System, burst: number) {
  const size = Math.ceil(burst / BURST_PARTS);
  let sent = 0;
  let webhooksMs = 0;
  let emptyMs = 0;
  while (sent < burst) {
    const count = Math.min(size, burst - sent);
    const first = FIRST_UNKNOWN_NUMBER + sent;
    emptyMs += await timeTogether(count, () => askEmptyRoute(system));
    webhooksMs += await timeTogether(count, (n) => deliver(system, String(first + n)));
    sent += count;
  }
  return { rate: burst / (webhooksMs / 1000), emptyRate: burst / (emptyMs / 1000) };
}

/** Milliseconds for so many, AT_ONCE of them in flight all the time. */
async function timeTogether(count: number, ask: (n: number) => Promise<number>): Promise<number> {
  let next = 0;
  const startedAt = performance.now();
  const asking = Array.from({ length: AT_ONCE }, async () => {
    while (next < count) await ask(next++);
  });
  await Promise.all(asking);
  return performance.now() - startedAt;
}

function burstMeasures({
  burst,
  kept,
  rate,
  emptyRate,
}: {
  burst: number;
  kept: number;
  rate: number;
  emptyRate: number;
}): Measure[] {
  return [
    {
      name: `webhooks lost, of ${burst} sent ${AT_ONCE} at a time`,
      value: burst - kept,
      unit: "times",
      target: { atMost: 0 },
      note: "each about another invoice, counted as transfers through the app's API; every one was answered 202",
    },
    { name: "webhooks answered", value: rate, unit: "per second" },
    { name: "empty route answered", value: emptyRate, unit: "per second", note: EMPTY_ROUTE },
    {
      name: "webhooks' rate, of the empty route's",
      value: (100 * rate) / emptyRate,
      unit: "%",
      target: { atLeast: 50 },
      note: "the empty route as often and as many at once, in turn with the webhooks, all while draining",
    },
  ];
}

function fairnessMeasures({
  alone,
  beside,
  waiting,
}: {
  alone: number[];
  beside: number[];
  waiting: number;
}): Measure[] {
  return [
    { name: "one invoice alone, median", value: median(alone), unit: "ms" },
    { name: "one invoice beside the crowd, median", value: median(beside), unit: "ms" },
    {
      name: `beside ${waiting} waiting, of alone`,
      value: (100 * median(beside)) / median(alone),
      unit: "%",
      target: { atMost: 150 },
      note: "from booking to verified, of another connection with a login of its own",
    },
  ];
}
