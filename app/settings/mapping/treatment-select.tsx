import { useTranslations } from "next-intl";
import { Select } from "@/app/ui/field";
import type { ZeroTreatment } from "./mapping-state";
import type { PurchaseZero } from "./purchase-state";

type TreatmentSelectProps<Treatment extends ZeroTreatment | PurchaseZero> = {
  label: string;
  value: Treatment | null;
  options: readonly Treatment[];
  /** Shown where nothing is chosen, as a proposal. */
  proposal: Treatment | null;
  /** Shown where nothing is chosen and nothing is proposed. */
  emptyText: string;
  /** Null: emptied. */
  onChange: (treatment: Treatment | null) => void;
};

/** What 0 % is. */
export function TreatmentSelect<Treatment extends ZeroTreatment | PurchaseZero>(
  props: TreatmentSelectProps<Treatment>,
) {
  const { label, value, options, proposal, emptyText, onChange } = props;
  const translate = useTranslations();
  const nameOf = (treatment: Treatment) =>
    translate(`words.treatment.${treatment as ZeroTreatment | PurchaseZero}`);
  return (
    <Select
      aria-label={label}
      value={value ?? ""}
      onChange={({ target }) => onChange(options.find((one) => one === target.value) ?? null)}
    >
      <option value="">
        {proposal ? translate("mapping.proposedText", { proposal: nameOf(proposal) }) : emptyText}
      </option>
      {options.map((option) => (
        <option key={option} value={option}>
          {nameOf(option)}
        </option>
      ))}
    </Select>
  );
}
