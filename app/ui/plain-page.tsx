import type { ReactNode } from "react";

/** A page with one message: nothing found, uninstalled, an error, the front page. */
export function PlainPage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="mx-auto grid max-w-2xl gap-3 px-4 py-10">
      <div className="grid gap-3 rounded-lg border border-line bg-card px-6 py-6">
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  );
}
