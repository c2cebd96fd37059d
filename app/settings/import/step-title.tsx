"use client";

import { type ReactNode, useEffect, useRef } from "react";

/**
 * The heading of a step. What was pressed to get here is gone with the step before: a keyboard that stood on it goes on
 * from here. Focus that is somewhere else is left alone.
 */
export function StepTitle({ children }: { children: ReactNode }) {
  const title = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const isLost = document.hasFocus() && document.activeElement === document.body;
    if (isLost) title.current?.focus({ preventScroll: true });
  }, []);
  return (
    <span ref={title} tabIndex={-1} className="outline-none">
      {children}
    </span>
  );
}
