export type BenchOptions = {
  /** Invoices in the backlogs. */
  backlog: number;
  /** Measures a naive transfer beside ours. */
  vs: boolean;
};

export const DEFAULT_OPTIONS: BenchOptions = { backlog: 500, vs: false };
