import { useTranslations } from "next-intl";
import { Card } from "@/app/ui/card";
import { PROPOSED_PURCHASE_ZONES } from "./purchase-cells";
import { chosenPurchaseZone, type PurchaseDraft } from "./purchase-draft";
import { PURCHASE_ZEROS, type PurchaseState } from "./purchase-state";
import { countWaitingFor, type Waiting } from "./waiting";
import { ZeroRule } from "./zero-rule";
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
  const name = translate(`words.zone.${zone}`);
  const rule = { kind: "vat", side: "purchase", productGroup: null, zone } as const;
  return (
    <ZeroRule
      title={name}
      label={translate("mapping.purchaseZoneLabel", { zone: name })}
      subject={name}
      treatment={treatment}
      options={PURCHASE_ZEROS}
      proposal={treatment === null ? PROPOSED_PURCHASE_ZONES[zone] : null}
      reason="usual_zone"
      emptyText=""
      isUnsaved={treatment !== (purchase.zones[zone] ?? null)}
      waiting={countWaitingFor(rule, waiting)}
      onChange={(chosen) => onChange({ ...draft, zones: { ...draft.zones, [zone]: chosen } })}
    />
  );
}
