import type { ReactNode } from "react";

type MarkProps = { tone: "proposal" | "missing"; title?: string; children: ReactNode };

/** A word beside a choice: proposed and not saved, or missing. Its reason is there for everybody, not only on hover. */
export function Mark({ tone, title, children }: MarkProps) {
  const colour = tone === "proposal" ? "bg-busy-soft text-busy" : "bg-warn-soft text-warn";
  return (
    <span
      title={title}
      className={`inline-block whitespace-nowrap rounded-full px-2 py-0.5 text-xs ${colour}`}
    >
      {children}
      {title && <span className="sr-only">: {title}</span>}
    </span>
  );
}
