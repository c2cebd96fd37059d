import { useTranslations } from "next-intl";
import { Card } from "@/app/ui/card";
import { ProposalLine } from "./proposal-line";
import { PROPOSED_PURCHASE_ZONES } from "./purchase-cells";
import { chosenPurchaseZone, type PurchaseDraft } from "./purchase-draft";
import { PURCHASE_ZEROS, type PurchaseState, type PurchaseZero } from "./purchase-state";
import { RuleRow } from "./rule-row";
import { TreatmentSelect } from "./treatment-select";
import { countWaitingFor, type Waiting } from "./waiting";
import { ZONES, type Zone } from "./zones";

type PurchaseZonesProps = {
  purchase: PurchaseState;
  waiting: readonly Waiting[];
  draft: PurchaseDraft;
  onChange: (draft: PurchaseDraft) => void;
};

/** What 0 % on a purchase is, per zone of the supplier. */
export function PurchaseZones(props: PurchaseZonesProps) {
  const translate = useTranslations("mapping");
  return (
    <Card title={translate("purchaseVatTitle")}>
      <p className="pb-3 text-muted">{translate("purchaseVatText")}</p>
      <div className="grid gap-2">
        {ZONES.map((zone) => (
          <ZoneRow key={zone} {...props} zone={zone} />
        ))}
      </div>
    </Card>
  );
}

function ZoneRow({
  purchase,
  waiting,
  draft,
  onChange,
  zone,
}: PurchaseZonesProps & { zone: Zone }) {
  const translate = useTranslations();
  const treatment = chosenPurchaseZone(zone, purchase, draft);
  const proposal = PROPOSED_PURCHASE_ZONES[zone];
  const name = translate(`words.zone.${zone}`);
  const choose = (chosen: PurchaseZero | null) =>
    onChange({ ...draft, zones: { ...draft.zones, [zone]: chosen } });
  const rule = { kind: "vat", side: "purchase", productGroup: null, zone } as const;
  return (
    <RuleRow
      title={name}
      isUnsaved={treatment !== (purchase.zones[zone] ?? null)}
      waiting={countWaitingFor(rule, waiting)}
      proposal={
        treatment === null && (
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
        label={translate("mapping.purchaseZoneLabel", { zone: name })}
        value={treatment}
        options={PURCHASE_ZEROS}
        proposal={treatment === null ? proposal : null}
        emptyText=""
        onChange={choose}
      />
    </RuleRow>
  );
}
