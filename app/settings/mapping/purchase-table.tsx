"use client";

import { useTranslations } from "next-intl";
import { Select } from "@/app/ui/field";
import { Table } from "@/app/ui/table";
import { Mark } from "./mark";
import { type PurchaseCell, purchaseCellsOf } from "./purchase-cells";
import {
  groupKey,
  type PurchaseDraft,
  purchaseCellKey,
  shownImportType,
  shownPurchaseAccount,
} from "./purchase-draft";
import { IMPORT_TYPES, type PurchaseGroup, type PurchaseState } from "./purchase-state";

type PurchaseTableProps = {
  purchase: PurchaseState;
  draft: PurchaseDraft;
  onChange: (draft: PurchaseDraft) => void;
};

/** Groups × the VAT treatments that purchases of theirs can have. */
export function PurchaseTable(props: PurchaseTableProps) {
  const { purchase, draft } = props;
  const translate = useTranslations("mapping");
  const head = [translate("group"), translate("treatment"), translate("account"), ""];
  return (
    <Table caption={translate("purchaseTitle")} head={head}>
      {purchase.groups.map((group) =>
        purchaseCellsOf(group, { ...purchase.zones, ...draft.zones }).map((cell, index) => (
          <PurchaseRow
            key={purchaseCellKey(group, cell.treatment)}
            {...props}
            group={group}
            cell={cell}
            isFirst={index === 0}
          />
        )),
      )}
    </Table>
  );
}

type PurchaseRowProps = PurchaseTableProps & {
  group: PurchaseGroup;
  cell: PurchaseCell;
  isFirst: boolean;
};

function PurchaseRow(props: PurchaseRowProps) {
  const { purchase, draft, onChange, group, cell, isFirst } = props;
  const translate = useTranslations();
  const { treatment, isRequired } = cell;
  const { account, isProposal } = shownPurchaseAccount(group, treatment, draft);
  const name =
    group.number === null ? translate("mapping.noGroup") : `${group.number} ${group.name}`;
  const treatmentName = translate(`words.treatment.${treatment}`);
  const reason = group.proposals[treatment]?.reason;
  const isAbroad = treatment === "import" && account !== "";
  const isNotDeducted = purchase.accounts[treatment].some(
    (one) => one.code === account && one.isNotDeducted,
  );
  const lacksType = isAbroad && shownImportType(group, draft) === null;
  return (
    <tr className={isFirst ? "border-line border-t first:border-t-0" : ""}>
      <td className="px-2 py-1.5 font-medium">{isFirst && name}</td>
      <td className="px-2 py-1.5">{treatmentName}</td>
      <td className="min-w-56 px-2 py-1.5">
        <div className="grid gap-1">
          <Select
            aria-label={translate("mapping.purchaseLabel", {
              group: name,
              treatment: treatmentName,
            })}
            value={account}
            onChange={({ target }) => {
              const key = purchaseCellKey(group, treatment);
              onChange({ ...draft, accounts: { ...draft.accounts, [key]: target.value } });
            }}
          >
            <option value="">{translate("mapping.choose")}</option>
            {purchase.accounts[treatment].map(({ code, name: accountName, isNotDeducted }) => (
              <option key={code} value={code}>
                {code} {accountName}
                {isNotDeducted && ` (${translate("mapping.notDeductedMark")})`}
              </option>
            ))}
          </Select>
          {isNotDeducted && (
            <p role="note" className="text-warn text-xs">
              {translate("mapping.notDeducted")}
            </p>
          )}
          {isAbroad && <ImportTypeSelect {...props} name={name} />}
        </div>
      </td>
      <td className="px-2 py-1.5">
        {isProposal && reason && !lacksType && (
          <Mark tone="proposal" title={translate(`mapping.reason.${reason}`)}>
            {translate("mapping.proposed")}
          </Mark>
        )}
        {((account === "" && isRequired) || (lacksType && !isProposal)) && (
          <Mark tone="missing">{translate("mapping.missing")}</Mark>
        )}
      </td>
    </tr>
  );
}

/** Goods are a basis that import VAT is reckoned from, services are self-assessed: nothing but the user knows. */
function ImportTypeSelect({ draft, onChange, group, name }: PurchaseRowProps & { name: string }) {
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
