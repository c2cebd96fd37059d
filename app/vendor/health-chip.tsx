import { getTranslations } from "next-intl/server";
import type { AgreementHealth } from "@/db/queries/agreement-health";
import { HEALTH_TONES, healthOf } from "./health";

/** How the transfers stand in words; the colour only repeats them. */
export async function HealthChip({
  of,
}: {
  of: Pick<AgreementHealth, "installation" | "grant" | "waiting">;
}) {
  const translate = await getTranslations("vendor.health");
  const health = healthOf(of);
  return (
    <span
      className={`inline-block whitespace-nowrap rounded-full px-2 py-0.5 font-medium text-xs ${HEALTH_TONES[health]}`}
    >
      {translate(health)}
    </span>
  );
}
