import { existsSync, readFileSync } from "node:fs";

/** Linux's own account of how long processes that could run had to wait for a core. */
const PRESSURE_FILE = "/proc/pressure/cpu";

/** Percent of the time since the call in which something waited for a core; null where the system does not tell. */
export function watchCpuPressure(): () => number | null {
  const startedAt = performance.now();
  const before = stalledMs();
  return () => {
    const after = stalledMs();
    if (before === null || after === null) return null;
    return (100 * (after - before)) / (performance.now() - startedAt);
  };
}

function stalledMs(): number | null {
  if (!existsSync(PRESSURE_FILE)) return null;
  const microseconds = /^some .*total=(\d+)/m.exec(readFileSync(PRESSURE_FILE, "utf8"))?.[1];
  return microseconds === undefined ? null : Number(microseconds) / 1000;
}
