import type { ReactNode } from "react";

/** A link out of the frame, to one of the two systems: in a window of its own, which learns nothing of this page. */
export function OutsideLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a
      href={href}
      target="_blank"
      rel="noopener noreferrer"
      className="text-accent underline hover:text-accent-strong"
    >
      {children} <span aria-hidden="true">↗</span>
    </a>
  );
}
