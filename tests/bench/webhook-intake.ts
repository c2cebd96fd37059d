import { setTimeout as delay } from "node:timers/promises";
import type { System } from "@/tests/system/system";
import { AGREEMENT, install, openSettings, setUp } from "@/tests/system/visitor";
import type { Measure } from "./measure";
import type { Part, PartResult } from "./part";
import { median, percentile, sum } from "./statistics";
import { askEmptyRoute, deliver, EMPTY_ROUTE } from "./timed-requests";
import { until } from "./until";

const TARGET_MS = 50;
const WARM_UP = 40;
/** While transfers are paused: nothing else runs, so a call to a provider could only be the webhook's own. */
const DELIVERIES = 200;
/** While live: each comes out of a rest, as in a shop on a slow day, and wakes the engine. */
const WAKING_DELIVERIES = 20;
const REST_MS = 1000;
/** Invoices that Rackbeat has not got: the intake does not ask for them. */
const FIRST_UNKNOWN_NUMBER = 900_001;

export const webhookIntake: Part = {
  name: "webhook",
  title: "A webhook is answered",
  run: (systems) => systems.use({}, measureIntake),
};

async function measureIntake(system: System): Promise<PartResult> {
  await install(system);
  const visitor = await openSettings(system);
  await setUp(visitor, { kinds: ["customer_invoice"] });
  const known = await transferOneInvoice(system);

  const waking: number[] = [];
  for (let count = 0; count < WAKING_DELIVERIES; count += 1) {
    waking.push(await deliverAfterRest(system, known));
  }

  await visitor.send("POST", "/pause");
  await system.engine.idle();
  await alternate(system, { from: FIRST_UNKNOWN_NUMBER, deliveries: WARM_UP });
  const from = FIRST_UNKNOWN_NUMBER + WARM_UP;
  const samples = await alternate(system, { from, deliveries: DELIVERIES });
  return { measures: measuresOf(samples, waking), details: { ...samples, waking } };
}

function measuresOf({ answers, emptyAnswers, calls }: Samples, waking: number[]): Measure[] {
  const target = { atMost: TARGET_MS };
  return [
    {
      name: `answered, median of ${answers.length}`,
      value: median(answers),
      unit: "ms",
      target,
      note: "half about invoices never heard of, half about known ones; transfers paused",
    },
    { name: "answered, 95th percentile", value: percentile(answers, 95), unit: "ms" },
    {
      name: `answered while live, median of ${waking.length}`,
      value: median(waking),
      unit: "ms",
      target,
      note: `each after ${REST_MS / 1000} s of rest, each wakes the engine`,
    },
    { name: "empty route, median", value: median(emptyAnswers), unit: "ms", note: EMPTY_ROUTE },
    { name: "empty route, 95th percentile", value: percentile(emptyAnswers, 95), unit: "ms" },
    {
      name: "calls to Rackbeat or Fiken before an answer",
      value: sum(calls),
      unit: "requests",
      target: { atMost: 0 },
      note: "growth of both sandboxes' request logs from sending to answer, all deliveries",
    },
  ];
}

/** The intake's answer, and the whole way to Fiken behind it, have been taken once before anything is measured. */
async function transferOneInvoice({ rackbeat, fiken, engine }: System): Promise<string> {
  const { number } = rackbeat.bookCustomerInvoice(AGREEMENT, {
    customerNumber: 10_002,
    lines: [{ itemNumber: "LYS-100" }],
  });
  await until(
    "the first invoice is read back from Fiken",
    () =>
      fiken.requests.find(({ method, path }) => method === "GET" && /\/sales\/\d+$/.test(path)) ??
      null,
  );
  await engine.idle();
  return String(number);
}

async function deliverAfterRest(system: System, number: string): Promise<number> {
  const { rackbeat, engine } = system;
  await delay(REST_MS);
  const before = rackbeat.requests.length;
  const answerMs = await deliver(system, number);
  await until("the drain reads the invoice", () => rackbeat.requests[before] ?? null);
  await engine.idle();
  return answerMs;
}

type Samples = {
  answers: number[];
  emptyAnswers: number[];
  /** Per delivery, what the sandboxes were asked between its sending and its answer. */
  calls: number[];
};

/** The empty route and the webhook in turn, so that what else the machine does hits both. */
async function alternate(
  system: System,
  { from, deliveries }: { from: number; deliveries: number },
): Promise<Samples> {
  const { rackbeat, fiken } = system;
  const samples: Samples = { answers: [], emptyAnswers: [], calls: [] };
  for (let count = 0; count < deliveries; count += 1) {
    samples.emptyAnswers.push(await askEmptyRoute(system));
    const before = rackbeat.requests.length + fiken.requests.length;
    // Every number twice: at first unknown, then known.
    samples.answers.push(await deliver(system, String(from + Math.floor(count / 2))));
    samples.calls.push(rackbeat.requests.length + fiken.requests.length - before);
  }
  return samples;
}
