import { FaultPlan, type PhaseHook } from "../kernel/faults";
import { Grants } from "./grants";
import { seedNorwegian } from "./seed";
import type { Settings } from "./settings";
import { World } from "./world";

/** One request as the sandbox saw it; `status` 0 means that no answer was sent. */
export type RequestRecord = {
  index: number;
  at: Date;
  method: string;
  /** Without `/api/v2` and without the query. */
  path: string;
  query: string;
  status: number;
  requestId: string | undefined;
  token: string | undefined;
  durationMs: number;
  body?: unknown;
};

export type Seed = "norwegian" | "empty";

/** Everything that a running sandbox remembers. */
export class SandboxState {
  world: World;
  grants: Grants;
  readonly faults = new FaultPlan();
  hook: PhaseHook | undefined;
  requests: RequestRecord[] = [];
  /** Requests that came while another of the same grant was in flight. */
  violations = 0;
  /** Requests that were slowed down for coming too fast. */
  slowdowns = 0;
  /** The sandbox's own errors; a test that sees one has found a fault in the sandbox. */
  crashes: unknown[] = [];

  constructor(
    readonly settings: Settings,
    private readonly seed: Seed,
    private readonly now: () => Date,
  ) {
    this.world = this.freshWorld();
    this.grants = new Grants(settings, now);
  }

  /** Back to the seed: nobody is connected, nothing was ever asked. */
  reset(): void {
    this.world = this.freshWorld();
    this.grants = new Grants(this.settings, this.now);
    this.faults.clear();
    this.requests = [];
    this.violations = 0;
    this.slowdowns = 0;
    this.crashes = [];
  }

  private freshWorld(): World {
    const world = new World(this.settings, this.now);
    if (this.seed === "norwegian") seedNorwegian(world);
    return world;
  }
}
