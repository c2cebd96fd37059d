import type { ReactNode } from "react";
import { AccountPicker } from "./account-picker";
import type { Account } from "./account-search";
import type { Proposal } from "./proposal";
import { AccountProposal } from "./proposal-line";
import { RuleRow } from "./rule-row";

type AccountRuleProps = {
  /** The product group and the VAT treatment, by name. */
  group: string;
  treatment: string;
  label: string;
  /** The code that is chosen or saved; "" for none. */
  account: string;
  accounts: readonly Account[];
  /** The code that the list shows as proposed. */
  proposed: string | null;
  /** What can be accepted now. */
  proposal: Proposal | null;
  isMissing: boolean;
  isUnsaved: boolean;
  waiting: number;
  onChange: (account: string) => void;
  /** What else has to be known with such an account. */
  children?: ReactNode;
};

/** One cell of the mapping: the account of a product group for a VAT treatment. */
export function AccountRule(props: AccountRuleProps) {
  const { group, treatment, label, account, accounts, proposed, proposal } = props;
  const { isMissing, isUnsaved, waiting, onChange, children } = props;
  return (
    <RuleRow
      title={treatment}
      isMissing={isMissing}
      isUnsaved={isUnsaved}
      waiting={waiting}
      proposal={
        proposal && (
          <AccountProposal
            proposal={proposal}
            accounts={accounts}
            subject={`${group}, ${treatment}`}
            onAccept={onChange}
          />
        )
      }
    >
      <AccountPicker
        label={label}
        value={account}
        accounts={accounts}
        proposed={proposed}
        onChange={onChange}
      />
      {children}
    </RuleRow>
  );
}
