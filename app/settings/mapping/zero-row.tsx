"use client";

import { useTranslations } from "next-intl";
import { Select } from "@/app/ui/field";
import { type Draft, shownDomesticZero, shownZone } from "./draft";
import {
  DOMESTIC_ZERO_TREATMENTS,
  type DomesticZero,
  type MappingGroup,
  type MappingState,
} from "./mapping-state";
import { Mark } from "./mark";

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
  const { treatment, isProposal } = shownDomesticZero(group, draft);
  const general = shownZone("domestic", mapping, draft).treatment;
  const choose = (chosen: DomesticZero | null) =>
    onChange({ ...draft, domesticZeros: { ...draft.domesticZeros, [number]: chosen } });
  return (
    <tr className="border-line border-t first:border-t-0">
      <td className="px-2 py-1.5 font-medium">{name}</td>
      <td className="whitespace-nowrap px-2 py-1.5">{translate("words.zone.domestic")}</td>
      <td className="min-w-56 px-2 py-1.5">
        <Select
          aria-label={translate("mapping.zeroLabel", { group: name })}
          value={treatment ?? ""}
          onChange={({ target }) =>
            choose(DOMESTIC_ZERO_TREATMENTS.find((one) => one === target.value) ?? null)
          }
        >
          <option value="">
            {general
              ? translate("mapping.asGeneral", {
                  treatment: translate(`words.treatment.${general}`),
                })
              : translate("mapping.chooseZero")}
          </option>
          {DOMESTIC_ZERO_TREATMENTS.map((option) => (
            <option key={option} value={option}>
              {translate(`words.treatment.${option}`)}
            </option>
          ))}
        </Select>
      </td>
      <td className="px-2 py-1.5">
        {isProposal && (
          <Mark tone="proposal" title={translate("mapping.reason.group_name")}>
            {translate("mapping.proposed")}
          </Mark>
        )}
        {treatment === null && general === null && (
          <Mark tone="missing">{translate("mapping.missing")}</Mark>
        )}
      </td>
    </tr>
  );
}
