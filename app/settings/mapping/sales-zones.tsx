import { useTranslations } from "next-intl";
import { Card } from "@/app/ui/card";
import { chosenZone, type Draft, proposedZone } from "./draft";
import {
  DOMESTIC_ZERO_TREATMENTS,
  type MappingState,
  ZERO_TREATMENTS,
  type ZeroTreatment,
} from "./mapping-state";
import { ProposalLine } from "./proposal-line";
import { RuleRow } from "./rule-row";
import { TreatmentSelect } from "./treatment-select";
import { countWaitingFor } from "./waiting";
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
  const proposal = proposedZone(zone, mapping, draft);
  const name = translate(`words.zone.${zone}`);
  const options: readonly ZeroTreatment[] =
    zone === "domestic" ? DOMESTIC_ZERO_TREATMENTS : ZERO_TREATMENTS;
  const choose = (chosen: ZeroTreatment | null) =>
    onChange({ ...draft, zones: { ...draft.zones, [zone]: chosen } });
  const rule = { kind: "vat", side: "sales", productGroup: null, zone } as const;
  return (
    <RuleRow
      title={name}
      isUnsaved={treatment !== (mapping.zones[zone] ?? null)}
      waiting={countWaitingFor(rule, mapping.waiting)}
      proposal={
        proposal && (
          <ProposalLine
            name={translate(`words.treatment.${proposal}`)}
            confidence="likely"
            reason={translate("mapping.reason.usual_zone")}
            subject={name}
            onAccept={() => choose(proposal)}
          />
        )
      }
    >
      <TreatmentSelect
        label={translate("mapping.zoneLabel", { zone: name })}
        value={treatment}
        options={options}
        proposal={proposal}
        emptyText={translate(zone === "domestic" ? "mapping.perGroup" : "mapping.chooseZero")}
        onChange={choose}
      />
    </RuleRow>
  );
}
