import { getTranslations } from "next-intl/server";
import { HEALTH_TONES, type HealthFacts, healthOf } from "./health";

/** How the transfers stand in words; the colour only repeats them. */
export async function HealthChip({ of }: { of: HealthFacts }) {
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
