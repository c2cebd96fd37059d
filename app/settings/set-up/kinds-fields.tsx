"use client";

import { useTranslations } from "next-intl";
import { Checkbox, SelectField } from "@/app/ui/field";
import { ENTITY_KINDS } from "@/lib/entity-kinds";
import { believedFirst, isTransferred, switched, withSupplierMode } from "./kinds";
import { NUMBER_FIELDS, type TransferChoices } from "./set-up-state";

type KindsFieldsProps = {
  choices: TransferChoices;
  onChange: (part: Partial<TransferChoices>) => void;
};

/** Supplier invoices have a choice of their own, where "not transferred" is one of the answers. */
const TICKED = ENTITY_KINDS.filter((kind) => kind !== "supplier_invoice");

/** What is transferred besides: each kind on or off. */
export function KindsFields({ choices, onChange }: KindsFieldsProps) {
  const translate = useTranslations("setUp");
  return (
    <>
      <fieldset className="grid gap-1">
        <legend className="mb-1 font-medium">{translate("kindsLegend")}</legend>
        <div className="grid gap-1 sm:grid-cols-2">
          {TICKED.map((kind) => (
            <Checkbox
              key={kind}
              label={translate(`kinds.${kind}`)}
              checked={choices.kinds.includes(kind)}
              onChange={({ target }) =>
                onChange({ kinds: switched(choices.kinds, kind, target.checked) })
              }
            />
          ))}
        </div>
        <p className="text-muted text-xs">{translate("kindsHint")}</p>
      </fieldset>
      <SupplierInvoiceFields choices={choices} onChange={onChange} />
    </>
  );
}

function SupplierInvoiceFields({ choices, onChange }: KindsFieldsProps) {
  const translate = useTranslations("setUp");
  const { supplierInvoiceMode, supplierNumberFields } = choices;
  const isOn = isTransferred("supplier_invoice", choices);
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <SelectField
        label={translate("supplierMode")}
        hint={translate("supplierModeHint")}
        value={isOn ? (supplierInvoiceMode ?? "") : ""}
        onChange={({ target }) => {
          const mode = (["draft", "booked"] as const).find((one) => one === target.value);
          onChange(withSupplierMode(choices, mode ?? null));
        }}
      >
        <option value="">{translate("supplierOff")}</option>
        <option value="draft">{translate("supplierDraft")}</option>
        <option value="booked">{translate("supplierBooked")}</option>
      </SelectField>
      {isOn && (
        <SelectField
          label={translate("supplierNumber")}
          hint={translate("supplierNumberHint")}
          value={supplierNumberFields[0] ?? ""}
          onChange={({ target }) => {
            const first = NUMBER_FIELDS.find((field) => field === target.value);
            if (!first) return;
            onChange({ supplierNumberFields: believedFirst(supplierNumberFields, first) });
          }}
        >
          {NUMBER_FIELDS.map((field) => (
            <option key={field} value={field}>
              {translate(`numberField.${field}`)}
            </option>
          ))}
        </SelectField>
      )}
    </div>
  );
}
