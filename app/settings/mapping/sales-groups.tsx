import { useTranslations } from "next-intl";
import { AccountRule } from "./account-rule";
import { type Cell, cellsOf } from "./cells";
import { cellKey, chosenAccount, type Draft, openProposal, shownZeros } from "./draft";
import { GroupSection } from "./group-section";
import { GroupZero } from "./group-zero";
import type { MappingGroup, MappingState } from "./mapping-state";
import { countWaitingFor } from "./waiting";

type SalesGroupsProps = {
  mapping: MappingState;
  draft: Draft;
  onChange: (draft: Draft) => void;
};

/** Groups × the VAT treatments their lines can have; a group without VAT at home first says why. */
export function SalesGroups(props: SalesGroupsProps) {
  const { mapping, draft } = props;
  const translate = useTranslations("mapping");
  return mapping.groups.map((group) => {
    const { number, reach } = group;
    const name = number === null ? translate("noGroup") : `${number} ${group.name}`;
    const saysWhy = number !== null && group.zones.domestic === "zero";
    return (
      <GroupSection key={number ?? "none"} name={name} reach={reach}>
        {saysWhy && <GroupZero {...props} group={group} number={number} name={name} />}
        {cellsOf(group, shownZeros(group, mapping, draft)).map((cell) => (
          <SalesRow key={cell.treatment} {...props} group={group} name={name} cell={cell} />
        ))}
      </GroupSection>
    );
  });
}

type SalesRowProps = SalesGroupsProps & { group: MappingGroup; name: string; cell: Cell };

function SalesRow({ mapping, draft, onChange, group, name, cell }: SalesRowProps) {
  const translate = useTranslations();
  const { treatment, isRequired } = cell;
  const account = chosenAccount(group, treatment, draft);
  const treatmentName = translate(`words.treatment.${treatment}`);
  const rule = { kind: "account", side: "sales", productGroup: group.number, treatment } as const;
  return (
    <AccountRule
      group={name}
      treatment={treatmentName}
      label={translate("mapping.accountLabel", { group: name, treatment: treatmentName })}
      account={account}
      accounts={mapping.accounts[treatment]}
      proposed={group.proposals[treatment]?.account ?? null}
      proposal={openProposal(group, treatment, draft)}
      isMissing={account === "" && isRequired}
      isUnsaved={account !== (group.saved[treatment] ?? "")}
      waiting={countWaitingFor(rule, mapping.waiting)}
      onChange={(code) =>
        onChange({ ...draft, accounts: { ...draft.accounts, [cellKey(group, treatment)]: code } })
      }
    />
  );
}
