import { useTranslations } from "next-intl";
import { isInUse } from "@/lib/bookkeeping/groups-in-use";
import { chosenDomesticZero, chosenZone, type Draft, proposedDomesticZero } from "./draft";
import {
  DOMESTIC_ZERO_TREATMENTS,
  type DomesticZero,
  type MappingGroup,
  type MappingState,
} from "./mapping-state";
import { ProposalLine } from "./proposal-line";
import { RuleRow } from "./rule-row";
import { TreatmentSelect } from "./treatment-select";
import { countWaitingFor } from "./waiting";

type ZeroRowProps = {
  mapping: MappingState;
  draft: Draft;
  onChange: (draft: Draft) => void;
  group: MappingGroup;
  number: number;
  name: string;
};

/** Why a group is sold without VAT at home: books are exempt, gift cards outside. It decides account and VAT code. */
export function ZeroRow({ mapping, draft, onChange, group, number, name }: ZeroRowProps) {
  const translate = useTranslations();
  const treatment = chosenDomesticZero(group, draft);
  const proposal = proposedDomesticZero(group, draft);
  const general = chosenZone("domestic", mapping, draft);
  const label = translate("mapping.zeroLabel", { group: name });
  const choose = (chosen: DomesticZero | null) =>
    onChange({ ...draft, domesticZeros: { ...draft.domesticZeros, [number]: chosen } });
  const rule = { kind: "vat", side: "sales", productGroup: number, zone: "domestic" } as const;
  return (
    <RuleRow
      title={translate("words.zone.domestic")}
      isMissing={treatment === null && general === null && isInUse(group.reach)}
      isUnsaved={treatment !== group.domesticZero.saved}
      waiting={countWaitingFor(rule, mapping.waiting)}
      proposal={
        proposal && (
          <ProposalLine
            name={translate(`words.treatment.${proposal}`)}
            confidence="likely"
            reason={translate("mapping.reason.group_name")}
            subject={label}
            onAccept={() => choose(proposal)}
          />
        )
      }
    >
      <TreatmentSelect
        label={label}
        value={treatment}
        options={DOMESTIC_ZERO_TREATMENTS}
        proposal={proposal}
        emptyText={
          general
            ? translate("mapping.asGeneral", { treatment: translate(`words.treatment.${general}`) })
            : translate("mapping.chooseZero")
        }
        onChange={choose}
      />
    </RuleRow>
  );
}
