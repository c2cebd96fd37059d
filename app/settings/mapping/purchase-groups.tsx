import { useTranslations } from "next-intl";
import { Select } from "@/app/ui/field";
import { AccountRule } from "./account-rule";
import { GroupSection } from "./group-section";
import { type PurchaseCell, purchaseCellsOf } from "./purchase-cells";
import {
  chosenPurchaseAccount,
  groupKey,
  openPurchaseProposal,
  type PurchaseDraft,
  purchaseCellKey,
  shownImportType,
} from "./purchase-draft";
import { IMPORT_TYPES, type PurchaseGroup, type PurchaseState } from "./purchase-state";
import { countWaitingFor, type Waiting } from "./waiting";

type PurchaseGroupsProps = {
  purchase: PurchaseState;
  waiting: readonly Waiting[];
  draft: PurchaseDraft;
  onChange: (draft: PurchaseDraft) => void;
};

/** Groups × the VAT treatments that purchases of theirs can have. */
export function PurchaseGroups(props: PurchaseGroupsProps) {
  const { purchase, draft } = props;
  const translate = useTranslations("mapping");
  return purchase.groups.map((group) => {
    const name = group.number === null ? translate("noGroup") : `${group.number} ${group.name}`;
    return (
      <GroupSection key={groupKey(group)} name={name} reach={group.reach}>
        {purchaseCellsOf(group, { ...purchase.zones, ...draft.zones }).map((cell) => (
          <PurchaseRow key={cell.treatment} {...props} group={group} name={name} cell={cell} />
        ))}
      </GroupSection>
    );
  });
}

type PurchaseRowProps = PurchaseGroupsProps & {
  group: PurchaseGroup;
  name: string;
  cell: PurchaseCell;
};

function PurchaseRow(props: PurchaseRowProps) {
  const { purchase, waiting, draft, onChange, group, name, cell } = props;
  const translate = useTranslations();
  const { treatment, isRequired } = cell;
  const account = chosenPurchaseAccount(group, treatment, draft);
  const accounts = purchase.accounts[treatment];
  const treatmentName = translate(`words.treatment.${treatment}`);
  const isAbroad = treatment === "import" && account !== "";
  const type = shownImportType(group, draft);
  const rule = {
    kind: "account",
    side: "purchase",
    productGroup: group.number,
    treatment,
  } as const;
  const isOther = account !== (group.saved[treatment] ?? "");
  const lacksType = isAbroad && type === null;
  return (
    <AccountRule
      group={name}
      treatment={treatmentName}
      label={translate("mapping.purchaseLabel", { group: name, treatment: treatmentName })}
      account={account}
      accounts={accounts}
      proposed={group.proposals[treatment]?.account ?? null}
      proposal={openPurchaseProposal(group, treatment, draft)}
      isMissing={(account === "" && isRequired) || lacksType}
      isUnsaved={!lacksType && (isOther || (isAbroad && type !== group.importType.saved))}
      waiting={countWaitingFor(rule, waiting)}
      onChange={(code) => {
        const key = purchaseCellKey(group, treatment);
        onChange({ ...draft, accounts: { ...draft.accounts, [key]: code } });
      }}
    >
      {accounts.some(({ code, isNotDeducted }) => code === account && isNotDeducted) && (
        <p role="note" className="text-warn text-xs">
          {translate("mapping.notDeducted")}
        </p>
      )}
      {isAbroad && <ImportTypeSelect {...props} />}
    </AccountRule>
  );
}

/** Goods are a basis that import VAT is reckoned from, services are self-assessed: nothing but the user knows. */
function ImportTypeSelect({ draft, onChange, group, name }: PurchaseRowProps) {
  const translate = useTranslations("mapping");
  return (
    <Select
      aria-label={translate("importLabel", { group: name })}
      value={shownImportType(group, draft) ?? ""}
      onChange={({ target }) => {
        const type = IMPORT_TYPES.find((one) => one === target.value);
        if (!type) return;
        onChange({ ...draft, importTypes: { ...draft.importTypes, [groupKey(group)]: type } });
      }}
    >
      <option value="" disabled>
        {translate("chooseImport")}
      </option>
      {IMPORT_TYPES.map((type) => (
        <option key={type} value={type}>
          {translate(`importType.${type}`)}
        </option>
      ))}
    </Select>
  );
}
