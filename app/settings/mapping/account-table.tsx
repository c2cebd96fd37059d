"use client";

import { useTranslations } from "next-intl";
import { Select } from "@/app/ui/field";
import { Table } from "@/app/ui/table";
import { type Cell, cellsOf } from "./cells";
import { cellKey, type Draft, shownAccount, zoneChoices } from "./draft";
import type { MappingGroup, MappingState } from "./mapping-state";
import { Mark } from "./mark";

type AccountTableProps = {
  mapping: MappingState;
  draft: Draft;
  onChange: (draft: Draft) => void;
};

/** Groups × the VAT treatments their lines can have. */
export function AccountTable({ mapping, draft, onChange }: AccountTableProps) {
  const translate = useTranslations("mapping");
  const choices = zoneChoices(mapping, draft);
  const head = [translate("group"), translate("treatment"), translate("account"), ""];
  return (
    <Table caption={translate("title")} head={head}>
      {mapping.groups.map((group) =>
        cellsOf(group, choices).map((cell, index) => (
          <AccountRow
            key={cellKey(group, cell.treatment)}
            {...{ mapping, draft, onChange, group, cell }}
            isFirst={index === 0}
          />
        )),
      )}
    </Table>
  );
}

type AccountRowProps = AccountTableProps & { group: MappingGroup; cell: Cell; isFirst: boolean };

function AccountRow(props: AccountRowProps) {
  const { mapping, draft, onChange, group, cell, isFirst } = props;
  const translate = useTranslations();
  const { treatment, isRequired } = cell;
  const { account, isProposal } = shownAccount(group, treatment, draft);
  const name =
    group.number === null ? translate("mapping.noGroup") : `${group.number} ${group.name}`;
  const treatmentName = translate(`words.treatment.${treatment}`);
  const reason = group.proposals[treatment]?.reason;
  return (
    <tr className={isFirst ? "border-line border-t first:border-t-0" : ""}>
      <td className="px-2 py-1.5 font-medium">{isFirst && name}</td>
      <td className="whitespace-nowrap px-2 py-1.5">{treatmentName}</td>
      <td className="min-w-56 px-2 py-1.5">
        <Select
          aria-label={translate("mapping.accountLabel", { group: name, treatment: treatmentName })}
          value={account}
          onChange={(event) =>
            onChange({
              ...draft,
              accounts: { ...draft.accounts, [cellKey(group, treatment)]: event.target.value },
            })
          }
        >
          <option value="">{translate("mapping.choose")}</option>
          {mapping.accounts[treatment].map(({ code, name: accountName }) => (
            <option key={code} value={code}>
              {code} {accountName}
            </option>
          ))}
        </Select>
      </td>
      <td className="px-2 py-1.5">
        {isProposal && reason && (
          <Mark tone="proposal" title={translate(`mapping.reason.${reason}`)}>
            {translate("mapping.proposed")}
          </Mark>
        )}
        {account === "" && isRequired && <Mark tone="missing">{translate("mapping.missing")}</Mark>}
      </td>
    </tr>
  );
}
