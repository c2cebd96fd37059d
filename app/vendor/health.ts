import type { AgreementHealth } from "@/db/queries/agreement-health";

export type Health =
  | "uninstalled"
  | "unreachable"
  | "revoked"
  | "billed_not_connected"
  | "billed_not_live"
  | "not_connected"
  | "standing_still"
  | "waiting"
  | "good";

export type HealthFacts = Pick<
  AgreementHealth,
  "installation" | "grant" | "stoppedBy" | "isStandingStill" | "waiting"
>;

/** How an agreement's transfers stand, the worst first. */
export function healthOf(facts: HealthFacts): Health {
  const { installation, grant, stoppedBy, isStandingStill, waiting } = facts;
  if (installation === "uninstalled") return "uninstalled";
  if (installation === "unreachable") return "unreachable";
  if (grant === "revoked") return "revoked";
  if (stoppedBy) return `billed_${stoppedBy}`;
  if (grant === null) return "not_connected";
  if (isStandingStill) return "standing_still";
  return waiting > 0 ? "waiting" : "good";
}

export const HEALTH_TONES: Record<Health, string> = {
  uninstalled: "bg-page text-muted",
  unreachable: "bg-bad-soft text-bad",
  revoked: "bg-bad-soft text-bad",
  billed_not_connected: "bg-bad-soft text-bad",
  billed_not_live: "bg-bad-soft text-bad",
  not_connected: "bg-page text-muted",
  standing_still: "bg-bad-soft text-bad",
  waiting: "bg-warn-soft text-warn",
  good: "bg-good-soft text-good",
};
