import type { Measure } from "./measure";
import type { BenchOptions } from "./options";
import type { Systems } from "./systems";

/** One subject of the bench. A further subject is a further file with one of these, named in `main.ts`. */
export type Part = {
  /** What `--only` selects it by. */
  name: string;
  title: string;
  run: (systems: Systems, options: BenchOptions) => Promise<PartResult>;
};

export type PartResult = {
  measures: Measure[];
  /** Everything that was measured, for the JSON only. */
  details?: unknown;
};
