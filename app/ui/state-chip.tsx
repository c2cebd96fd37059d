import type { TransferState } from "@/db/schema/transfers";

const TONES: Record<TransferState, string> = {
  pending: "bg-busy-soft text-busy",
  working: "bg-busy-soft text-busy",
  posted: "bg-busy-soft text-busy",
  checking: "bg-busy-soft text-busy",
  verified: "bg-good-soft text-good",
  held: "bg-warn-soft text-warn",
  failed: "bg-bad-soft text-bad",
  unchanged: "bg-page text-muted",
  excluded: "bg-page text-muted",
  skipped: "bg-page text-muted",
};

/** The state in words; the colour only repeats them. */
export function StateChip({ state, label }: { state: TransferState; label: string }) {
  return (
    <span
      className={`inline-block whitespace-nowrap rounded-full px-2 py-0.5 font-medium text-xs ${TONES[state]}`}
    >
      {label}
    </span>
  );
}
