"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/app/ui/button";
import { Select } from "@/app/ui/field";
import { formatCount } from "@/lib/i18n/format";
import { FailureNotice } from "../failure-notice";
import { useFrame } from "../frame";
import { BulkUndo } from "./bulk-undo";
import { CHOICES, type ImportRowPage, type RowFilter } from "./import-rows";
import type { RowMode } from "./row-section";
import { ALL, countSelected, NOTHING, type Selection, targetOf } from "./selection";
import { useChooseRows } from "./use-choose-rows";

type BulkBarProps = {
  mode: RowMode;
  filter: RowFilter;
  selection: Selection;
  page: ImportRowPage;
  onSelect: (selection: Selection) => void;
};

/** How many rows are selected, and what can be done with them in one go. */
export function BulkBar({ mode, filter, selection, page, onSelect }: BulkBarProps) {
  const translate = useTranslations("import.bulk");
  const { locale } = useFrame();
  const count = countSelected(selection, page.total);
  const target = targetOf(selection, filter);
  return (
    <fieldset className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <legend className="sr-only">{translate("group")}</legend>
      <p role="status" className="tabular-nums">
        {translate("selected", { count })}
      </p>
      {!selection.isAll && page.total > 0 && (
        <Button look="quiet" onClick={() => onSelect(ALL)}>
          {translate("selectAll", { count: formatCount(page.total, locale) })}
        </Button>
      )}
      {count > 0 && (
        <Button look="quiet" onClick={() => onSelect(NOTHING)}>
          {translate("clear")}
        </Button>
      )}
      {mode === "preview" ? (
        <BulkChoice {...{ count, target }} onDone={() => onSelect(NOTHING)} />
      ) : (
        count > 0 && <BulkUndo {...{ count, target }} onDone={() => onSelect(NOTHING)} />
      )}
    </fieldset>
  );
}

const BULK_CHOICES = ["proposed", ...CHOICES] as const;
type BulkChoice = (typeof BULK_CHOICES)[number];

type BulkActionProps = { count: number; target: ReturnType<typeof targetOf>; onDone: () => void };

function BulkChoice({ count, target, onDone }: BulkActionProps) {
  const translate = useTranslations("import.bulk");
  const [choice, setChoice] = useState<BulkChoice>("proposed");
  const choose = useChooseRows(onDone);
  return (
    <>
      {count > 0 && (
        <div className="flex flex-wrap items-center gap-2">
          <div className="w-56">
            <Select
              aria-label={translate("choice")}
              value={choice}
              onChange={({ target: { value } }) =>
                setChoice(BULK_CHOICES.find((one) => one === value) ?? "proposed")
              }
            >
              {BULK_CHOICES.map((one) => (
                <option key={one} value={one}>
                  {translate(`choices.${one}`)}
                </option>
              ))}
            </Select>
          </div>
          <Button busy={choose.isPending} onClick={() => choose.mutate({ target, choice })}>
            {translate("apply", { count })}
          </Button>
        </div>
      )}
      {choose.data && count === 0 && (
        <p role="status" className="basis-full">
          {translate("done", { count: choose.data.chosen })}
          {choose.data.left > 0 && ` ${translate("partly", { count: choose.data.left })}`}
        </p>
      )}
      {choose.error && (
        <div className="basis-full">
          <FailureNotice error={choose.error} />
        </div>
      )}
    </>
  );
}
