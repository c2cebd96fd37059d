import type { ReactNode } from "react";
import { Button } from "@/app/ui/button";

type CandidateProps = {
  name: string;
  /** Why somebody might think twice: out of use. */
  mark: string | null;
  facts: readonly { label: string; value: ReactNode }[];
  choose: { text: string; label: string; isBusy: boolean; onChoose: () => void };
};

/** One of several in Fiken that may be meant, with what tells it from the others. */
export function Candidate({ name, mark, facts, choose }: CandidateProps) {
  return (
    <li className="grid items-center gap-2 rounded-md border border-line bg-card px-3 py-2 text-ink sm:grid-cols-[1fr_auto]">
      <div className="grid gap-1">
        <p className="font-medium">
          {name} {mark && <span className="text-muted">({mark})</span>}
        </p>
        <dl className="grid grid-cols-2 gap-x-4 gap-y-1 sm:grid-cols-[repeat(auto-fit,minmax(7rem,1fr))]">
          {facts.map(({ label, value }) => (
            <div key={label}>
              <dt className="text-muted text-xs">{label}</dt>
              <dd className="break-words tabular-nums">{value}</dd>
            </div>
          ))}
        </dl>
      </div>
      <div>
        <Button aria-label={choose.label} busy={choose.isBusy} onClick={choose.onChoose}>
          {choose.text}
        </Button>
      </div>
    </li>
  );
}
