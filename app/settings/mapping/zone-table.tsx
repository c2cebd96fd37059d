"use client";

import { useTranslations } from "next-intl";
import { Card } from "@/app/ui/card";
import { Select } from "@/app/ui/field";
import { Table } from "@/app/ui/table";
import { type Draft, shownZone, zonesWithoutVat } from "./draft";
import { type MappingState, ZERO_TREATMENTS, type ZeroTreatment, type Zone } from "./mapping-state";
import { Mark } from "./mark";

type ZoneTableProps = {
  mapping: MappingState;
  draft: Draft;
  onChange: (draft: Draft) => void;
};

/** Why a sale carries no VAT, per zone: nothing but the user knows. */
export function ZoneTable(props: ZoneTableProps) {
  const translate = useTranslations("mapping");
  const zones = zonesWithoutVat(props.mapping);
  if (zones.length === 0) return null;
  return (
    <Card title={translate("vatTitle")}>
      <p className="pb-3 text-muted">{translate("vatText")}</p>
      <Table caption={translate("vatTitle")} head={[translate("zone"), translate("treatment"), ""]}>
        {zones.map((zone) => (
          <ZoneRow key={zone} zone={zone} {...props} />
        ))}
      </Table>
    </Card>
  );
}

function ZoneRow({ zone, mapping, draft, onChange }: ZoneTableProps & { zone: Zone }) {
  const translate = useTranslations();
  const { treatment, isProposal } = shownZone(zone, mapping, draft);
  const name = translate(`words.zone.${zone}`);
  const choose = (chosen: ZeroTreatment) =>
    onChange({ ...draft, zones: { ...draft.zones, [zone]: chosen } });
  return (
    <tr className="border-line border-t first:border-t-0">
      <td className="px-2 py-1.5 font-medium">{name}</td>
      <td className="min-w-56 px-2 py-1.5">
        <Select
          aria-label={translate("mapping.zoneLabel", { zone: name })}
          value={treatment}
          // Safe: the options below are the treatments, and nothing else.
          onChange={(event) => choose(event.target.value as ZeroTreatment)}
        >
          {ZERO_TREATMENTS.map((option) => (
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
}
