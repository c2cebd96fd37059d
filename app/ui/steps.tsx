import type { ReactNode } from "react";

export type StepState = "done" | "current" | "open";

type StepProps = {
  number: number;
  title: string;
  state: StepState;
  stateLabel: string;
  children: ReactNode;
};

const MARKS: Record<StepState, string> = {
  done: "bg-good-soft text-good",
  current: "bg-accent text-on-accent",
  open: "bg-page text-muted",
};

export function Steps({ children }: { children: ReactNode }) {
  return <ol className="grid gap-3">{children}</ol>;
}

/** One step: its number turns into a tick, and only the current one asks for attention. */
export function Step({ number, title, state, stateLabel, children }: StepProps) {
  return (
    <li
      aria-current={state === "current" ? "step" : undefined}
      className={`rounded-lg border bg-card ${state === "current" ? "border-accent" : "border-line"}`}
    >
      <div className="flex gap-3 px-4 py-3">
        <span
          aria-hidden="true"
          className={`flex size-7 shrink-0 items-center justify-center rounded-full font-semibold ${MARKS[state]}`}
        >
          {state === "done" ? "✓" : number}
        </span>
        <div className="grid min-w-0 flex-1 gap-2">
          <div className="flex min-h-7 flex-wrap items-center justify-between gap-2">
            <h2>{title}</h2>
            <span className="text-muted text-xs">{stateLabel}</span>
          </div>
          {children}
        </div>
      </div>
    </li>
  );
}
