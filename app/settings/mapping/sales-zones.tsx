import { useTranslations } from "next-intl";
import { Card } from "@/app/ui/card";
import { chosenZone, type Draft, proposedZone } from "./draft";
import { DOMESTIC_ZERO_TREATMENTS, type MappingState, ZERO_TREATMENTS } from "./mapping-state";
import { countWaitingFor } from "./waiting";
import { ZeroRule } from "./zero-rule";
import { ZONES, type Zone } from "./zones";

type SalesZonesProps = {
  mapping: MappingState;
  draft: Draft;
  onChange: (draft: Draft) => void;
};

/** At home last: it holds for lines without a product and for groups without a choice of their own, and may stay open. */
const ORDER = [...ZONES.filter((zone) => zone !== "domestic"), "domestic"] as const;

/** Why a sale carries no VAT, per zone: nothing but the user knows. */
export function SalesZones(props: SalesZonesProps) {
  const translate = useTranslations("mapping");
  return (
    <Card title={translate("vatTitle")}>
      <p className="pb-3 text-muted">{translate("vatText")}</p>
      <div className="grid gap-2">
        {ORDER.map((zone) => (
          <ZoneRow key={zone} zone={zone} {...props} />
        ))}
      </div>
    </Card>
  );
}

function ZoneRow({ zone, mapping, draft, onChange }: SalesZonesProps & { zone: Zone }) {
  const translate = useTranslations();
  const treatment = chosenZone(zone, mapping, draft);
  const name = translate(`words.zone.${zone}`);
  const rule = { kind: "vat", side: "sales", productGroup: null, zone } as const;
  return (
    <ZeroRule
      title={name}
      label={translate("mapping.zoneLabel", { zone: name })}
      subject={name}
      treatment={treatment}
      options={zone === "domestic" ? DOMESTIC_ZERO_TREATMENTS : ZERO_TREATMENTS}
      proposal={proposedZone(zone, mapping, draft)}
      reason="usual_zone"
      emptyText={translate(zone === "domestic" ? "mapping.perGroup" : "mapping.chooseZero")}
      isUnsaved={treatment !== (mapping.zones[zone] ?? null)}
      waiting={countWaitingFor(rule, mapping.waiting)}
      onChange={(chosen) => onChange({ ...draft, zones: { ...draft.zones, [zone]: chosen } })}
    />
  );
}
