"use client";

import { useTranslations } from "next-intl";
import { SelectField } from "@/app/ui/field";
import { VAT_ZONES } from "@/lib/import/choices";

type ZoneFieldProps = {
  hint?: string | undefined;
  zones: readonly string[];
  value: string | null;
  onChange: (zone: string) => void;
};

/** The VAT zone of a party whose country Fiken does not tell. */
export function ZoneField({ hint, zones, value, onChange }: ZoneFieldProps) {
  const translate = useTranslations("import");
  return (
    <SelectField
      label={translate("choose.vatZone")}
      hint={hint ?? translate("choose.vatZoneHint")}
      value={value ?? ""}
      required
      onChange={({ target }) => onChange(target.value)}
    >
      {VAT_ZONES.filter((zone) => zones.includes(zone)).map((zone) => (
        <option key={zone} value={zone}>
          {translate(`zones.${zone}`)}
        </option>
      ))}
    </SelectField>
  );
}
