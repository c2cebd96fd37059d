import { useTranslations } from "next-intl";
import { isInUse } from "@/lib/bookkeeping/mapping/groups-in-use";
import { chosenDomesticZero, chosenZone, type Draft, proposedDomesticZero } from "./draft";
import { DOMESTIC_ZERO_TREATMENTS, type MappingGroup, type MappingState } from "./mapping-state";
import { countWaitingFor } from "./waiting";
import { ZeroRule } from "./zero-rule";

type GroupZeroProps = {
  mapping: MappingState;
  draft: Draft;
  onChange: (draft: Draft) => void;
  group: MappingGroup;
  number: number;
  name: string;
};

/** Why a group is sold without VAT at home: books are exempt, gift cards outside. It decides account and VAT code. */
export function GroupZero({ mapping, draft, onChange, group, number, name }: GroupZeroProps) {
  const translate = useTranslations();
  const treatment = chosenDomesticZero(group, draft);
  const general = chosenZone("domestic", mapping, draft);
  const label = translate("mapping.zeroLabel", { group: name });
  const rule = { kind: "vat", side: "sales", productGroup: number, zone: "domestic" } as const;
  return (
    <ZeroRule
      title={translate("words.zone.domestic")}
      label={label}
      subject={label}
      treatment={treatment}
      options={DOMESTIC_ZERO_TREATMENTS}
      proposal={proposedDomesticZero(group, draft)}
      reason="group_name"
      emptyText={
        general
          ? translate("mapping.asGeneral", { treatment: translate(`words.treatment.${general}`) })
          : translate("mapping.chooseZero")
      }
      isMissing={treatment === null && general === null && isInUse(group.reach)}
      isUnsaved={treatment !== group.domesticZero.saved}
      waiting={countWaitingFor(rule, mapping.waiting)}
      onChange={(chosen) =>
        onChange({ ...draft, domesticZeros: { ...draft.domesticZeros, [number]: chosen } })
      }
    />
  );
}
