import type { ReactNode } from "react";

type Tone = "missing" | "unsaved" | "new";

const COLOURS: Record<Tone, string> = {
  missing: "bg-warn-soft text-warn",
  unsaved: "bg-busy-soft text-busy",
  new: "bg-accent text-on-accent",
};

/** A word beside a choice or a group: missing, not saved, new. */
export function Mark({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span
      className={`inline-block whitespace-nowrap rounded-full px-2 py-0.5 text-xs ${COLOURS[tone]}`}
    >
      {children}
    </span>
  );
}
