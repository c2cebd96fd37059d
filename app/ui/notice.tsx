import type { ReactNode } from "react";

type Tone = "info" | "good" | "warn" | "bad";

const TONES: Record<Tone, string> = {
  info: "bg-busy-soft text-busy",
  good: "bg-good-soft text-good",
  warn: "bg-warn-soft text-warn",
  bad: "bg-bad-soft text-bad",
};

type NoticeProps = {
  tone: Tone;
  title?: string;
  children?: ReactNode;
  /** `alert` for what has just gone wrong under the user's hand, `status` for what has just gone well. */
  role?: "alert" | "status";
};

export function Notice({ tone, title, children, role }: NoticeProps) {
  return (
    <div role={role} className={`rounded-md px-3 py-2 ${TONES[tone]}`}>
      {title !== undefined && <p className="font-semibold">{title}</p>}
      {children}
    </div>
  );
}
