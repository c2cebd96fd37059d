"use client";

import { useTranslations } from "next-intl";
import { Card } from "@/app/ui/card";
import { Select } from "@/app/ui/field";
import { Table } from "@/app/ui/table";
import { type Draft, shownZone } from "./draft";
import { DOMESTIC_ZERO_TREATMENTS, type MappingState, ZERO_TREATMENTS } from "./mapping-state";
import { Mark } from "./mark";
import { ZONES, type Zone } from "./zones";

type ZoneTableProps = {
  mapping: MappingState;
  draft: Draft;
  onChange: (draft: Draft) => void;
};

/** At home last: it holds for lines without a product and for groups without a choice of their own, and may stay open. */
const ORDER = [...ZONES.filter((zone) => zone !== "domestic"), "domestic"] as const;

/** Why a sale carries no VAT, per zone: nothing but the user knows. */
export function ZoneTable(props: ZoneTableProps) {
  const translate = useTranslations("mapping");
  return (
    <Card title={translate("vatTitle")}>
      <p className="pb-3 text-muted">{translate("vatText")}</p>
      <Table caption={translate("vatTitle")} head={[translate("zone"), translate("treatment"), ""]}>
        {ORDER.map((zone) => (
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
  const options = zone === "domestic" ? DOMESTIC_ZERO_TREATMENTS : ZERO_TREATMENTS;
  return (
    <tr className="border-line border-t first:border-t-0">
      <td className="px-2 py-1.5 font-medium">{name}</td>
      <td className="min-w-56 px-2 py-1.5">
        <Select
          aria-label={translate("mapping.zoneLabel", { zone: name })}
          value={treatment ?? ""}
          onChange={({ target }) => {
            const chosen = ZERO_TREATMENTS.find((one) => one === target.value) ?? null;
            onChange({ ...draft, zones: { ...draft.zones, [zone]: chosen } });
          }}
        >
          {zone === "domestic" && <option value="">{translate("mapping.perGroup")}</option>}
          {options.map((option) => (
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
