import { type System, type SystemOptions, startSystem } from "@/tests/system/system";

/** One system at a time, and each begins by emptying it. */
const DATA_DIR = ".data/bench";

/** What every Fiken of the run has counted. */
export type Conduct = {
  fikenRequests: number;
  violations: number;
  slowdowns: number;
  /** Errors of the sandbox itself: a run with one of them has measured nothing. */
  crashes: number;
};

/** Starts a system for each part and keeps the books on how Fiken was treated. */
export type Systems = {
  use: <Result>(
    options: Omit<SystemOptions, "dataDir">,
    work: (system: System) => Promise<Result>,
  ) => Promise<Result>;
  conduct: () => Conduct;
};

export function createSystems(say: (line: string) => void): Systems {
  const total: Conduct = { fikenRequests: 0, violations: 0, slowdowns: 0, crashes: 0 };
  return {
    use: async (options, work) => {
      const system = await startSystem({ say, ...options, dataDir: DATA_DIR });
      try {
        return await work(system);
      } finally {
        const { requests, violations, slowdowns, crashes } = system.fiken;
        total.fikenRequests += requests.length;
        total.violations += violations;
        total.slowdowns += slowdowns;
        total.crashes += crashes.length;
        await system.stop();
      }
    },
    conduct: () => ({ ...total }),
  };
}
