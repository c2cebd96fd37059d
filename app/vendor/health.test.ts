import { expect, test } from "vitest";
import { type Health, healthOf } from "./health";

const good = {
  installation: "active",
  grant: "active",
  stoppedBy: null,
  isStandingStill: false,
  waiting: 0,
} as const;

test.each<[Health, Parameters<typeof healthOf>[0]]>([
  ["good", good],
  ["waiting", { ...good, waiting: 1 }],
  ["standing_still", { ...good, isStandingStill: true, waiting: 1 }],
  ["not_connected", { ...good, grant: null, isStandingStill: true }],
  ["billed_not_connected", { ...good, grant: null, stoppedBy: "not_connected" }],
  ["billed_not_live", { ...good, stoppedBy: "not_live", waiting: 1 }],
  ["revoked", { ...good, grant: "revoked", waiting: 1 }],
  ["unreachable", { ...good, installation: "unreachable", grant: "revoked" }],
  ["uninstalled", { ...good, installation: "uninstalled", grant: "revoked" }],
])("the worst is told: %s", (health, agreement) => {
  expect(healthOf(agreement)).toBe(health);
});
