import { z } from "zod";
import { listPageSchema } from "@/app/settings/status/list-page";
import {
  type TransferDetails,
  transferDetailsSchema,
} from "@/app/settings/transfer/transfer-details";
import type { System } from "@/tests/system/system";
import { AGREEMENT, install, openSettings, setUp, type Visitor } from "@/tests/system/visitor";
import { type Journey, journeyOf, type Stage } from "./journey";
import type { Measure } from "./measure";
import type { Part, PartResult } from "./part";
import { median, worst } from "./statistics";
import { until } from "./until";

const ROUNDS = 10;
const WARM_UP_ROUNDS = 2;
const LATENCY_MS = 100;
const TARGET_REQUESTS = 4;
const TARGET_BEYOND_LATENCY_MS = 1000;
/** No request of the round before may still count against the lane's pace. */
const QUIET_MS = 1500;

/** The real pace of 4 requests a second, which is the sandbox's and the app's default. */
export const singleInvoice: Part = {
  name: "single-invoice",
  title: `One invoice on an idle connection, its contact known, providers answering in ${LATENCY_MS} ms`,
  run: (systems) =>
    systems.use(
      { fiken: { latencyMs: LATENCY_MS }, rackbeat: { latencyMs: LATENCY_MS } },
      measureRounds,
    ),
};

async function measureRounds(system: System): Promise<PartResult> {
  await install(system);
  const visitor = await openSettings(system);
  // The invoice alone: the stock that it moves is a transfer of its own, counted elsewhere.
  await setUp(visitor, { kinds: ["customer_invoice"] });
  await system.engine.idle();
  // The first of them makes the contact known.
  for (let round = 0; round < WARM_UP_ROUNDS; round += 1) await transferOne(system, visitor);
  const journeys: Journey[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await untilQuiet(system);
    journeys.push(await transferOne(system, visitor));
  }
  return { measures: measuresOf(journeys), details: journeys };
}

async function untilQuiet({ fiken, engine }: System): Promise<void> {
  await engine.idle();
  await until("the lane is quiet", () => {
    const last = fiken.requests.at(-1);
    return !last || Date.now() - last.at.getTime() > QUIET_MS ? "quiet" : null;
  });
}

async function transferOne(system: System, visitor: Visitor): Promise<Journey> {
  const { rackbeat, fiken } = system;
  const firstRequest = fiken.requests.length;
  const bookedAt = Date.now();
  const { number } = rackbeat.bookCustomerInvoice(AGREEMENT, {
    customerNumber: 10_002,
    lines: [
      { itemNumber: "LYS-100", quantity: 2 },
      { itemNumber: "MAT-400", quantity: 3 },
    ],
  });
  const key = String(number);
  // The app is not asked before its last request is answered, so that being watched costs it nothing.
  await until(
    `invoice ${key} is read back from Fiken`,
    () => fiken.requests.slice(firstRequest).find(isAnsweredReadBack) ?? null,
  );
  const transfer = await until(`invoice ${key} is verified`, () => findVerified(visitor, key));
  const seenAt = Date.now();
  await system.engine.idle();
  const delivery = rackbeat.dispatcher.deliveries.find((sent) => sent.key === key);
  const attempt = delivery?.attempts[0];
  return journeyOf({
    bookedAt,
    webhookAnsweredAt: attempt ? attempt.at.getTime() + attempt.durationMs : Number.NaN,
    events: transfer.events,
    fikenRequests: fiken.requests.slice(firstRequest),
    seenAt,
    intervalMs: 1000 / fiken.settings.requestsPerSecond,
  });
}

function isAnsweredReadBack({ method, path, durationMs }: System["fiken"]["requests"][number]) {
  return method === "GET" && /\/sales\/\d+$/.test(path) && durationMs > 0;
}

/** Null until its timeline says so. */
export async function findVerified(
  visitor: Visitor,
  number: string,
): Promise<TransferDetails | null> {
  const { transfers } = listPageSchema(z).parse(await visitor.get("/transfers"));
  const row = transfers.find((transfer) => transfer.number === number);
  if (!row) return null;
  const details = transferDetailsSchema.parse(await visitor.get(`/transfers/${row.id}`));
  return details.events.some(({ event }) => event === "verified") ? details : null;
}

function measuresOf(journeys: Journey[]): Measure[] {
  const of = (pick: (journey: Journey) => number) => journeys.map(pick);
  const beyond = of(({ verifiedMs, latencyMs }) => verifiedMs - latencyMs);
  const beyondSeen = of(({ wallMs, latencyMs }) => wallMs - latencyMs);
  const target = { atMost: TARGET_BEYOND_LATENCY_MS };
  return [
    {
      name: `Fiken requests, most of ${journeys.length}`,
      value: worst(of(({ fikenRequests }) => fikenRequests)),
      unit: "requests",
      target: { atMost: TARGET_REQUESTS },
      note: "look-up, post, PDF, read-back; counted by Fiken",
    },
    {
      name: "verified beyond those requests' latency, median",
      value: median(beyond),
      unit: "ms",
      target,
      note: "from booking in Rackbeat to the timeline's line `verified`, less what Fiken itself took",
    },
    { name: "the same, worst", value: worst(beyond), unit: "ms", target },
    {
      name: "of that the lane's pace, median",
      value: median(of(({ paceMs }) => paceMs)),
      unit: "ms",
      note: "what four requests a second demand between the end of one request and the next start",
    },
    {
      name: "seen from outside beyond their latency, median",
      value: median(beyondSeen),
      unit: "ms",
      target,
      note: "until the app's API shows it verified: its two answers to the bench are part of this",
    },
    { name: "the same, worst", value: worst(beyondSeen), unit: "ms" },
    {
      name: "wall time, median",
      value: median(of(({ wallMs }) => wallMs)),
      unit: "ms",
      note: "latency included, as seen from outside; its stages follow, each from the end of the one before",
    },
    ...stagesOf(journeys),
  ];
}

/** Where the time goes: the stages follow each other, so they add up to the whole. */
function stagesOf(journeys: Journey[]): Measure[] {
  const [first] = journeys;
  const names = first?.stages.map(({ name }) => name) ?? [];
  const all = journeys.flatMap(({ stages }): Stage[] => stages);
  return names.map((name) => ({
    name: `  ${name}`,
    value: median(all.filter((stage) => stage.name === name).map(({ ms }) => ms)),
    unit: "ms",
  }));
}
