"use client";

import { useTranslations } from "next-intl";
import { Card } from "@/app/ui/card";
import { Select } from "@/app/ui/field";
import { Table } from "@/app/ui/table";
import { Mark } from "./mark";
import { type PurchaseDraft, shownPurchaseZone } from "./purchase-draft";
import { PURCHASE_ZEROS, type PurchaseState } from "./purchase-state";
import { ZONES } from "./zones";

type PurchaseZoneTableProps = {
  purchase: PurchaseState;
  draft: PurchaseDraft;
  onChange: (draft: PurchaseDraft) => void;
};

/** What 0 % on a purchase is, per zone of the supplier. */
export function PurchaseZoneTable({ purchase, draft, onChange }: PurchaseZoneTableProps) {
  const translate = useTranslations();
  const title = translate("mapping.purchaseVatTitle");
  const head = [translate("mapping.zone"), translate("mapping.treatment"), ""];
  return (
    <Card title={title}>
      <p className="pb-3 text-muted">{translate("mapping.purchaseVatText")}</p>
      <Table caption={title} head={head}>
        {ZONES.map((zone) => {
          const { treatment, isProposal } = shownPurchaseZone(zone, purchase, draft);
          const name = translate(`words.zone.${zone}`);
          return (
            <tr key={zone} className="border-line border-t first:border-t-0">
              <td className="px-2 py-1.5 font-medium">{name}</td>
              <td className="min-w-56 px-2 py-1.5">
                <Select
                  aria-label={translate("mapping.purchaseZoneLabel", { zone: name })}
                  value={treatment}
                  onChange={({ target }) => {
                    const chosen = PURCHASE_ZEROS.find((one) => one === target.value);
                    if (!chosen) return;
                    onChange({ ...draft, zones: { ...draft.zones, [zone]: chosen } });
                  }}
                >
                  {PURCHASE_ZEROS.map((option) => (
                    <option key={option} value={option}>
                      {translate(`words.treatment.${option}`)}
                    </option>
                  ))}
                </Select>
              </td>
              <td className="px-2 py-1.5">
                {isProposal && <Mark tone="proposal">{translate("mapping.proposed")}</Mark>}
              </td>
            </tr>
          );
        })}
      </Table>
    </Card>
  );
}
