import { availableParallelism, cpus, loadavg } from "node:os";
import { isMet, type Measure, type Target } from "./measure";
import type { PartResult } from "./part";

export type PartReport = PartResult & {
  name: string;
  title: string;
  /** How long something waited for a core: milliseconds measured on a busy machine are the machine's. */
  cpuPressurePercent: number | null;
};

export type Machine = {
  cores: number;
  processor: string;
  node: string;
  platform: string;
  /** Processes that wanted a core in the minute before. */
  loadBefore: number;
};

export function describeMachine(): Machine {
  return {
    cores: availableParallelism(),
    processor: cpus()[0]?.model.trim() ?? "unknown",
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    loadBefore: loadavg()[0] ?? 0,
  };
}

export function printMachine(machine: Machine, say: (line: string) => void): void {
  const { cores, processor, node, platform, loadBefore } = machine;
  say(`${cores} cores (${processor}), ${platform}, Node ${node}, load ${loadBefore.toFixed(1)}`);
}

/** Measures of a part below each other, each beside its target; notes below the table. */
export function printPart(part: PartReport, say: (line: string) => void): void {
  const { title, measures, cpuPressurePercent } = part;
  const rows = measures.map((measure) => ({
    name: measure.name,
    value: `${inWords(measure.value)} ${measure.unit}`,
    target: measure.target ? targetInWords(measure.target) : "",
    beside: besideOf(measure),
    verdict: verdictOf(measure),
  }));
  const width = (column: "name" | "value" | "target" | "beside") =>
    Math.max(...rows.map((row) => row[column].length));
  const [name, value, target] = [width("name"), width("value"), width("target")];
  const beside = width("beside");
  say(`\n${title}`);
  for (const row of rows) {
    const cells = [row.name.padEnd(name), row.value.padStart(value), row.target.padEnd(target)];
    if (beside > 0) cells.push(row.beside.padEnd(beside));
    say(`  ${[...cells, row.verdict].join("  ").trimEnd()}`);
  }
  for (const { name: measured, note } of measures) if (note) say(`  · ${measured}: ${note}`);
  if (cpuPressurePercent === null) return;
  say(`  · something waited for a core in ${cpuPressurePercent.toFixed(0)} % of this part's time`);
}

/** Plain data: what the table shows, with everything that was measured. NaN becomes null, as JSON has it. */
export function reportOf(parts: readonly PartReport[], machine: Machine) {
  return {
    measuredAt: new Date().toISOString(),
    machine,
    passed: hasPassed(parts),
    parts: parts.map(({ measures, ...part }) => ({
      ...part,
      measures: measures.map((measure) => ({
        ...measure,
        name: measure.name.trim(),
        met: isMet(measure),
      })),
    })),
  };
}

export function hasPassed(parts: readonly PartReport[]): boolean {
  return parts.every(({ measures }) => measures.every((measure) => isMet(measure) !== false));
}

function verdictOf(measure: Measure): string {
  const met = isMet(measure);
  if (met === null) return "";
  return met ? "met" : "MISSED";
}

function targetInWords(target: Target): string {
  return "atMost" in target ? `≤ ${target.atMost}` : `≥ ${target.atLeast}`;
}

function besideOf({ minimum, naive }: Measure): string {
  const cells: string[] = [];
  if (minimum !== undefined) cells.push(`minimum ${inWords(minimum)}`);
  if (naive !== undefined) cells.push(`naive ${inWords(naive)}`);
  return cells.join(", ");
}

function inWords(value: number): string {
  if (Number.isNaN(value)) return "not measured";
  return Number.isInteger(value) ? String(value) : value.toFixed(value < 10 ? 2 : 1);
}
