export type BenchOptions = {
  /** Invoices in the backlogs. */
  backlog: number;
  /** Webhooks in the burst. */
  burst: number;
  /** Measures a naive transfer beside ours. */
  vs: boolean;
};

export const DEFAULT_OPTIONS: BenchOptions = { backlog: 500, burst: 5_000, vs: false };
