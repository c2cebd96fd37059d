import type { ReactNode } from "react";
import { Notice } from "./notice";

type ProblemNoticeProps = { cause: string; fix: string; role?: "alert"; children?: ReactNode };

/** A problem in the user's words: what happened, what to do about it, and the way there. */
export function ProblemNotice({ cause, fix, role, children }: ProblemNoticeProps) {
  return (
    <Notice tone="warn" title={cause} {...(role && { role })}>
      <p>{fix}</p>
      {children}
    </Notice>
  );
}
