"use client";

import { useTranslations } from "next-intl";
import { Select } from "@/app/ui/field";
import { Table } from "@/app/ui/table";
import { type Cell, cellsOf } from "./cells";
import { cellKey, type Draft, shownAccount, shownZeros } from "./draft";
import type { MappingGroup, MappingState } from "./mapping-state";
import { Mark } from "./mark";
import { ZeroRow } from "./zero-row";

type AccountTableProps = {
  mapping: MappingState;
  draft: Draft;
  onChange: (draft: Draft) => void;
};

/** Groups × the VAT treatments their lines can have; a group without VAT at home first says why. */
export function AccountTable(props: AccountTableProps) {
  const translate = useTranslations("mapping");
  const head = [translate("group"), translate("treatment"), translate("account"), ""];
  return (
    <Table caption={translate("title")} head={head}>
      {props.mapping.groups.map((group) => (
        <GroupRows key={group.number ?? "none"} {...props} group={group} />
      ))}
    </Table>
  );
}

function GroupRows(props: AccountTableProps & { group: MappingGroup }) {
  const { mapping, draft, group } = props;
  const translate = useTranslations("mapping");
  const { number } = group;
  const name = number === null ? translate("noGroup") : `${number} ${group.name}`;
  const saysWhy = number !== null && group.zones.domestic === "zero";
  return (
    <>
      {saysWhy && <ZeroRow {...props} number={number} name={name} />}
      {cellsOf(group, shownZeros(group, mapping, draft)).map((cell, index) => (
        <AccountRow
          key={cell.treatment}
          {...props}
          name={name}
          cell={cell}
          isFirst={index === 0 && !saysWhy}
        />
      ))}
    </>
  );
}

type AccountRowProps = AccountTableProps & {
  group: MappingGroup;
  name: string;
  cell: Cell;
  isFirst: boolean;
};

function AccountRow(props: AccountRowProps) {
  const { mapping, draft, onChange, group, name, cell, isFirst } = props;
  const translate = useTranslations();
  const { treatment, isRequired } = cell;
  const { account, isProposal } = shownAccount(group, treatment, draft);
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
