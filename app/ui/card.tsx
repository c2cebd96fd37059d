import type { ReactNode } from "react";

type CardProps = { title?: ReactNode; aside?: ReactNode; children: ReactNode };

/** A white sheet with one subject. */
export function Card({ title, aside, children }: CardProps) {
  return (
    <section className="rounded-lg border border-line bg-card">
      {(title !== undefined || aside !== undefined) && (
        <header className="flex flex-wrap items-center justify-between gap-2 border-line border-b px-4 py-3">
          {title !== undefined && <h2>{title}</h2>}
          {aside}
        </header>
      )}
      <div className="px-4 py-3">{children}</div>
    </section>
  );
}
