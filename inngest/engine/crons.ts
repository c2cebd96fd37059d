import { Cron } from "croner";
import { internalEvent } from "./events";
import { type FunctionDefinition, parseCron } from "./function-definition";
import { INTERNAL_EVENT } from "./protocol";
import type { Registry } from "./registry";
import type { Scheduler } from "./scheduler";
import { createUlid } from "./ulid";

/** Starts functions by the clock. */
export function createCrons({
  registry,
  schedule,
}: {
  registry: Registry;
  schedule: Scheduler["schedule"];
}) {
  const jobs = new Map<string, Cron>();

  function begin(fn: FunctionDefinition, cron: string): Cron {
    const { pattern, timezone } = parseCron(cron);
    return new Cron(pattern, { timezone }, () => {
      const current = registry.get(fn.id) ?? fn;
      schedule(current, internalEvent(INTERNAL_EVENT.cron, { cron }, createUlid()));
    });
  }

  return {
    /** Follows the registry. A cron that stays the same is left running, so no beat is missed. */
    update() {
      const wanted = new Map(
        registry.all().flatMap((fn) => fn.crons.map((cron) => [`${fn.id}|${cron}`, { fn, cron }])),
      );
      for (const [key, job] of jobs) {
        if (wanted.has(key)) continue;
        job.stop();
        jobs.delete(key);
      }
      for (const [key, { fn, cron }] of wanted) {
        if (!jobs.has(key)) jobs.set(key, begin(fn, cron));
      }
    },
    stop() {
      for (const job of jobs.values()) job.stop();
      jobs.clear();
    },
  };
}
