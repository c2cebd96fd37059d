export type BenchOptions = {
  /** Invoices in the backlogs. */
  backlog: number;
  /** Webhooks in the burst. */
  burst: number;
  /** Measures a naive transfer beside ours. */
  vs: boolean;
  /** Customers in the import, and as many suppliers and products. */
  importRows: number;
  /** How many times the providers' limits, and our pace with them, are raised for the import. 1: the true ones. */
  importFactor: number;
};

export const DEFAULT_OPTIONS: BenchOptions = {
  backlog: 500,
  burst: 5_000,
  vs: false,
  importRows: 2_000,
  importFactor: 4,
};
