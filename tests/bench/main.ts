import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { backlogWithoutPdf, backlogWithPdf } from "./backlog";
import { watchCpuPressure } from "./cpu-pressure";
import { crowd } from "./crowd";
import { importIntoEmpty, importIntoHalfFilled } from "./import";
import { longList } from "./long-list";
import { type BenchOptions, DEFAULT_OPTIONS } from "./options";
import type { Part } from "./part";
import {
  describeMachine,
  hasPassed,
  type PartReport,
  printMachine,
  printPart,
  reportOf,
} from "./report";
import { screens } from "./screens";
import { singleInvoice } from "./single-invoice";
import { createSystems, type Systems } from "./systems";
import { vendorBooks } from "./vendor";
import { webhookIntake } from "./webhook-intake";

const PARTS: Part[] = [
  webhookIntake,
  singleInvoice,
  backlogWithPdf,
  backlogWithoutPdf,
  crowd,
  importIntoEmpty,
  importIntoHalfFilled,
  vendorBooks,
  screens,
  longList,
];
/** What is measured in a browser. */
const WEB_PARTS = [screens, longList].map(({ name }) => name);

const say = (line: string) => process.stdout.write(`${line}\n`);

/**
 * `npm run bench`: measures the built app over HTTP between both sandboxes, each number beside its target.
 * `--json FILE` writes all of it; `--only NAME`, repeatable, takes some parts only (all whose name begins so), `--web`
 * those in a browser; `--backlog N`, `--burst N` and `--import-rows N` make them smaller; `--import-factor 1` imports at
 * the true limits, which takes a quarter of an hour a time; `--vs` measures a naive transfer beside ours. Exit code 1: a
 * target is missed.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      json: { type: "string" },
      only: { type: "string", multiple: true },
      web: { type: "boolean" },
      backlog: { type: "string" },
      burst: { type: "string" },
      vs: { type: "boolean" },
      "import-rows": { type: "string" },
      "import-factor": { type: "string" },
    },
  });
  const chosen = partsNamed(values.web ? WEB_PARTS : values.only);
  const options: BenchOptions = {
    backlog: values.backlog ? Number(values.backlog) : DEFAULT_OPTIONS.backlog,
    burst: values.burst ? Number(values.burst) : DEFAULT_OPTIONS.burst,
    vs: values.vs ?? DEFAULT_OPTIONS.vs,
    importRows: Number(values["import-rows"] ?? DEFAULT_OPTIONS.importRows),
    importFactor: Number(values["import-factor"] ?? DEFAULT_OPTIONS.importFactor),
  };
  const machine = describeMachine();
  printMachine(machine, say);

  const systems = createSystems(say);
  const reports: PartReport[] = [];
  for (const { name, title, run } of chosen) {
    const cpuPressure = watchCpuPressure();
    const result = await run(systems, options);
    const report = { name, title, ...result, cpuPressurePercent: cpuPressure() };
    printPart(report, say);
    reports.push(report);
  }
  const conduct = conductOf(systems);
  printPart(conduct, say);
  reports.push(conduct);

  const passed = hasPassed(reports);
  say(passed ? "\nEvery target is met." : "\nA target is MISSED.");
  if (values.json) {
    writeFileSync(values.json, `${JSON.stringify(reportOf(reports, machine), null, 2)}\n`);
  }
  process.exitCode = passed ? 0 : 1;
}

function partsNamed(names: string[] | undefined): Part[] {
  if (!names) return PARTS;
  const known = PARTS.map(({ name }) => name);
  const unknown = names.filter((name) => !known.some((one) => isNamed(one, name)));
  if (unknown.length > 0) {
    throw new Error(`No part ${unknown.join(", ")}; there is ${known.join(", ")}`);
  }
  return PARTS.filter(({ name: known }) => names.some((name) => isNamed(known, name)));
}

/** `import` names both imports; `backlog` is a part of its own. */
function isNamed(known: string, name: string): boolean {
  return (
    known === name || (known.startsWith(`${name}-`) && !PARTS.some((part) => part.name === name))
  );
}

/** Whatever was measured: Fiken must never have been asked twice at once, nor faster than it permits. */
function conductOf(systems: Systems): PartReport {
  const { fikenRequests, violations, slowdowns, crashes } = systems.conduct();
  const never = { unit: "times", target: { atMost: 0 } } as const;
  return {
    name: "conduct",
    title: "How Fiken was treated, in the whole run",
    cpuPressurePercent: null,
    measures: [
      { name: "requests to Fiken", value: fikenRequests, unit: "requests" },
      { name: "two requests of one login at once", value: violations, ...never },
      { name: "slowed down by Fiken for coming too fast", value: slowdowns, ...never },
      { name: "faults of the sandbox itself", value: crashes, ...never },
    ],
  };
}

// Ended from outside it has measured nothing; to exit, and not just to die, ends the app as well.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));

await main();
