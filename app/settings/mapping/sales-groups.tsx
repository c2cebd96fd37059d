import { useTranslations } from "next-intl";
import { AccountPicker } from "./account-picker";
import { type Cell, cellsOf } from "./cells";
import { cellKey, chosenAccount, type Draft, openProposal, shownZeros } from "./draft";
import { GroupSection } from "./group-section";
import type { MappingGroup, MappingState } from "./mapping-state";
import { AccountProposal } from "./proposal-line";
import { RuleRow } from "./rule-row";
import { countWaitingFor } from "./waiting";
import { ZeroRow } from "./zero-row";

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
        {saysWhy && <ZeroRow {...props} group={group} number={number} name={name} />}
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
  const proposal = openProposal(group, treatment, draft);
  const accounts = mapping.accounts[treatment];
  const treatmentName = translate(`words.treatment.${treatment}`);
  const choose = (code: string) =>
    onChange({
      ...draft,
      accounts: { ...draft.accounts, [cellKey(group, treatment)]: code },
    });
  const rule = { kind: "account", side: "sales", productGroup: group.number, treatment } as const;
  return (
    <RuleRow
      title={treatmentName}
      isMissing={account === "" && isRequired}
      isUnsaved={account !== (group.saved[treatment] ?? "")}
      waiting={countWaitingFor(rule, mapping.waiting)}
      proposal={
        proposal && (
          <AccountProposal
            proposal={proposal}
            accounts={accounts}
            subject={`${name}, ${treatmentName}`}
            onAccept={choose}
          />
        )
      }
    >
      <AccountPicker
        label={translate("mapping.accountLabel", { group: name, treatment: treatmentName })}
        value={account}
        accounts={accounts}
        proposed={group.proposals[treatment]?.account ?? null}
        onChange={choose}
      />
    </RuleRow>
  );
}
