export type Target = { atMost: number } | { atLeast: number };

/** One number of the bench. Without a target it explains the others. */
export type Measure = {
  name: string;
  value: number;
  unit: "ms" | "requests" | "times" | "per second" | "%" | "kB" | "score";
  target?: Target;
  /** What physics and the provider's limit leave, computed from what was done. */
  minimum?: number;
  /** The same of a naive transfer, measured in the same run. */
  naive?: number;
  note?: string;
};

/** Null: there is nothing to meet. A value that could not be measured (NaN) meets no target. */
export function isMet({ value, target }: Measure): boolean | null {
  if (!target) return null;
  return "atMost" in target ? value <= target.atMost : value >= target.atLeast;
}
