import { readFileSync } from "node:fs";
import { z } from "zod";
import { importFormSchema } from "@/app/settings/import/import-form";
import { importStateSchema, type RowCount } from "@/app/settings/import/import-state";
import { FJORDLYS } from "@/tests/sandbox/fiken/seed";
import type { System } from "@/tests/system/system";
import { AGREEMENT, install, openSettings, type Visitor } from "@/tests/system/visitor";
import { fillFiken, fillRackbeat } from "./import-companies";
import type { Measure } from "./measure";
import type { BenchOptions } from "./options";
import type { Part, PartResult } from "./part";
import { median, worst } from "./statistics";
import { until } from "./until";

/** What either side permits. */
const RACKBEAT_PER_MINUTE = 480;
const FIKEN_PER_SECOND = 4;
const LATENCY_MS = 100;
/** As many as a list answers at once, on either side. */
const PAGE = 100;
const POLL_MS = 500;
const TARGET_TIMES_MINIMUM = 1.15;
/** What a run may hold at its worst beyond what it held at its beginning: a page and a chunk, and garbage. */
const TARGET_MEMORY_PERCENT = 150;

export const importIntoEmpty = partOf("import-empty", "an empty Rackbeat", 0);
export const importIntoHalfFilled = partOf("import-half", "a half-filled Rackbeat", 0.5);

function partOf(name: string, into: string, share: number): Part {
  return {
    name,
    title: `The one-time import from Fiken into ${into}`,
    run: (systems, options) => {
      const { importFactor: factor } = options;
      return systems.use(
        {
          fiken: { latencyMs: LATENCY_MS, requestsPerSecond: FIKEN_PER_SECOND * factor },
          rackbeat: {
            ...{ latencyMs: LATENCY_MS, seed: "empty", agreements: 1 },
            quirks: { requestsPerMinute: RACKBEAT_PER_MINUTE * factor },
          },
        },
        (system) => measure(system, share, options),
      );
    },
  };
}

async function measure(
  system: System,
  share: number,
  { importRows: perKind, importFactor: factor }: BenchOptions,
): Promise<PartResult> {
  const inFiken = fillFiken(system.fiken.world.books(FJORDLYS), perKind);
  const inRackbeat = fillRackbeat(system.rackbeat.world.agreement(AGREEMENT), inFiken, share);
  await install(system);
  const visitor = await openSettings(system);
  await visitor.send("PUT", "/company", { companySlug: FJORDLYS });
  const choices = await choicesOf(visitor);
  await system.engine.idle();

  const { fiken, rackbeat } = system;
  const from = { fiken: fiken.requests.length, rackbeat: rackbeat.requests.length };
  const { peaks, planMs, runMs } = await watchingMemory(system.app().pid, async () => ({
    planMs: await timed(async () => {
      await visitor.send("POST", "/import/plan", { choices });
      await untilStatus(visitor, "planned");
    }),
    runMs: await timed(async () => {
      await visitor.send("POST", "/import/start");
      await untilStatus(visitor, "finished");
    }),
  }));
  const counts = (await importOf(visitor)).counts;
  const sent = {
    fiken: fiken.requests.length - from.fiken,
    rackbeat: rackbeat.requests.length - from.rackbeat,
  };
  const minimum = minimumOf({ inFiken: inFiken.length, inRackbeat, counts, factor });
  const throttled = rackbeat.requests.slice(from.rackbeat).filter(({ status }) => status === 429);
  return {
    measures: [
      ...measuresOfTime({ totalMs: planMs + runMs, planMs, minimum, perKind, factor }),
      ...measuresOfConduct({ sent, minimum, throttled: throttled.length }),
      ...measuresOfMemory(peaks),
      { name: "rows that ended otherwise than planned", value: failed(counts), ...NEVER },
    ],
    details: { planMs, runMs, sent, minimum, counts, memory: peaks },
  };
}

const NEVER = { unit: "times", target: { atMost: 0 } } as const;

/** As the form proposes, without stock: that is asked for separately. */
async function choicesOf(visitor: Visitor): Promise<unknown> {
  const { proposed, missing } = importFormSchema.parse(await visitor.get("/import/form"));
  if (missing.length === 0) return { ...proposed, openingStock: null };
  await visitor.send("POST", "/import/basics", { basics: missing });
  const completed = importFormSchema.parse(await visitor.get("/import/form"));
  return { ...completed.proposed, openingStock: null };
}

async function importOf(visitor: Visitor) {
  const { import: found } = importStateSchema.parse(await visitor.get("/import"));
  if (!found) throw new Error("There is no import");
  if (found.failure) throw new Error(`The import stands still: ${found.failure.cause}`);
  return found;
}

async function untilStatus(visitor: Visitor, wanted: string): Promise<void> {
  const look = async () => ((await importOf(visitor)).status === wanted ? true : null);
  const deadlineMs = 30 * 60_000;
  await until(`the import is ${wanted}`, look, { everyMs: POLL_MS, deadlineMs });
}

async function timed(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

type Side = { requests: number; ms: number };

/** What has to be asked at least: each side's lists once, page by page, and one write for each row that is written. */
function minimumOf({
  inFiken,
  inRackbeat,
  counts,
  factor,
}: {
  inFiken: number;
  inRackbeat: number;
  counts: readonly RowCount[];
  factor: number;
}): { fiken: Side; rackbeat: Side; slowerMs: number } {
  const written = counts
    .filter(({ action }) => action === "create" || action === "update")
    .reduce((sum, { count }) => sum + count, 0);
  const side = (requests: number, perSecond: number): Side => ({
    requests,
    ms: (1000 * requests) / (perSecond * factor),
  });
  const fiken = side(Math.ceil(inFiken / PAGE), FIKEN_PER_SECOND);
  const rackbeat = side(Math.ceil(inRackbeat / PAGE) + written, RACKBEAT_PER_MINUTE / 60);
  return { fiken, rackbeat, slowerMs: Math.max(fiken.ms, rackbeat.ms) };
}

type Minimum = ReturnType<typeof minimumOf>;

function measuresOfTime({
  totalMs,
  planMs,
  minimum,
  perKind,
  factor,
}: {
  totalMs: number;
  planMs: number;
  minimum: Minimum;
  perKind: number;
  factor: number;
}): Measure[] {
  const limits =
    factor === 1
      ? "at the providers' own limits"
      : `both limits, and our pace with them, raised ${factor} times`;
  return [
    {
      name: "total time, of the slower side's own minimum",
      value: totalMs / minimum.slowerMs,
      unit: "times",
      target: { atMost: TARGET_TIMES_MINIMUM },
      minimum: 1,
      note: `${perKind} customers, ${perKind} suppliers and ${perKind} products; ${limits}`,
    },
    { name: "total time, plan and run", value: totalMs, unit: "ms", minimum: minimum.slowerMs },
    { name: "  of that, the plan", value: planMs, unit: "ms" },
  ];
}

function measuresOfConduct({
  sent,
  minimum,
  throttled,
}: {
  sent: { fiken: number; rackbeat: number };
  minimum: Minimum;
  throttled: number;
}): Measure[] {
  return [
    {
      ...{ name: "requests to Rackbeat", value: sent.rackbeat, unit: "requests" },
      minimum: minimum.rackbeat.requests,
    },
    {
      ...{ name: "requests to Fiken", value: sent.fiken, unit: "requests" },
      minimum: minimum.fiken.requests,
    },
    { name: "refused by Rackbeat for coming too fast", value: throttled, ...NEVER },
  ];
}

/** Of what is carried, in the end. */
function failed(counts: readonly RowCount[]): number {
  const carried = counts.filter(({ action }) => !["skip", "conflict"].includes(action));
  return carried.filter(({ state }) => state !== "done").reduce((sum, { count }) => sum + count, 0);
}

function measuresOfMemory(megabytes: readonly number[]): Measure[] {
  const beginning = median(megabytes.slice(0, Math.ceil(megabytes.length / 4)));
  return [
    {
      name: "the app's memory at its worst, of that in the first quarter",
      value: (100 * worst(megabytes)) / beginning,
      unit: "%",
      target: { atMost: TARGET_MEMORY_PERCENT },
      note: `${Math.round(beginning)} MB resident in the first quarter, ${Math.round(worst(megabytes))} MB at the worst`,
    },
  ];
}

const residentSchema = z.coerce.number().int().positive();

/** What the process holds meanwhile, in MB, twice a second. */
async function watchingMemory<Result extends object>(
  pid: number,
  work: () => Promise<Result>,
): Promise<Result & { peaks: number[] }> {
  const peaks: number[] = [];
  const timer = setInterval(() => {
    const text = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    peaks.push(residentSchema.parse(text) / 1024);
  }, POLL_MS);
  try {
    return { ...(await work()), peaks };
  } finally {
    clearInterval(timer);
  }
}
