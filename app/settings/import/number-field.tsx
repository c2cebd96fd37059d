"use client";

import { useTranslations } from "next-intl";
import { SelectField } from "@/app/ui/field";
import type { NamedOption, ShownForm } from "./import-form";

type NumberFieldProps = {
  label: string;
  hint?: string | undefined;
  options: readonly NamedOption[];
  /** What it is called to choose nothing; left out where something has to be. */
  none?: string;
  value: number | null;
  onChange: (value: number | null) => void;
};

/** Something of Rackbeat's, by its number. */
export function NumberField({ label, hint, options, none, value, onChange }: NumberFieldProps) {
  const translate = useTranslations("import.choose");
  return (
    <SelectField
      label={label}
      required={none === undefined}
      value={value ?? ""}
      {...(hint !== undefined && { hint })}
      onChange={({ target }) =>
        onChange(options.find(({ number }) => String(number) === target.value)?.number ?? null)
      }
    >
      {(none !== undefined || value === null) && (
        <option value="">{none ?? translate("pick")}</option>
      )}
      {options.map(({ number, name }) => (
        <option key={number} value={number}>
          {number} {name}
        </option>
      ))}
    </SelectField>
  );
}

/** Why a field of one kind has the proposal that it has, in words. */
export function useReason(
  { reasons }: Pick<ShownForm, "reasons">,
  kind: "customer" | "supplier" | "product",
): (field: string) => string | undefined {
  const translate = useTranslations("import.choose");
  return (field) => {
    const reason = reasons.find((one) => one.field === `${kind}.${field}`);
    return reason && translate(`reasons.${reason.why}`);
  };
}
