import { useTranslations } from "next-intl";
import type { ZeroTreatment } from "./mapping-state";
import { ProposalLine } from "./proposal-line";
import type { PurchaseZero } from "./purchase-state";
import { RuleRow } from "./rule-row";
import { TreatmentSelect } from "./treatment-select";

type ZeroRuleProps<Treatment extends ZeroTreatment | PurchaseZero> = {
  /** The VAT zone, by name. */
  title: string;
  label: string;
  /** What the proposal is for. */
  subject: string;
  treatment: Treatment | null;
  options: readonly Treatment[];
  /** Null too where something is chosen. */
  proposal: Treatment | null;
  reason: "usual_zone" | "group_name";
  /** Shown where nothing is chosen and nothing is proposed. */
  emptyText: string;
  isMissing?: boolean;
  isUnsaved: boolean;
  waiting: number;
  /** Null: emptied. */
  onChange: (treatment: Treatment | null) => void;
};

/** Why a zone's lines carry no VAT, in general or for one product group. */
export function ZeroRule<Treatment extends ZeroTreatment | PurchaseZero>(
  props: ZeroRuleProps<Treatment>,
) {
  const { title, label, subject, treatment, options, proposal, reason, emptyText } = props;
  const { isMissing = false, isUnsaved, waiting, onChange } = props;
  const translate = useTranslations();
  return (
    <RuleRow
      title={title}
      isMissing={isMissing}
      isUnsaved={isUnsaved}
      waiting={waiting}
      proposal={
        proposal && (
          <ProposalLine
            name={translate(`words.treatment.${proposal as ZeroTreatment | PurchaseZero}`)}
            confidence="likely"
            reason={translate(`mapping.reason.${reason}`)}
            subject={subject}
            onAccept={() => onChange(proposal)}
          />
        )
      }
    >
      <TreatmentSelect
        label={label}
        value={treatment}
        options={options}
        proposal={proposal}
        emptyText={emptyText}
        onChange={onChange}
      />
    </RuleRow>
  );
}
