"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "@/app/ui/button";
import { DateField, SearchField, SelectField } from "@/app/ui/field";
import { GROUP_NAMES } from "./overview";
import { isFiltered, NO_FILTER, type TransferFilter } from "./transfer-filter";
import { KINDS } from "./transfer-row";

/** So long after the last key what was typed is looked for. */
const PAUSE_MS = 250;

type TransferFilterFormProps = {
  filter: TransferFilter;
  onChange: (filter: TransferFilter) => void;
};

export function TransferFilterForm({ filter, onChange }: TransferFilterFormProps) {
  const translate = useTranslations();
  const typing = useTyping(filter.text, (text) => onChange({ ...filter, text }));
  const choose = (change: Partial<TransferFilter>) => {
    onChange({ ...filter, text: typing.text.trim(), ...change });
  };
  return (
    <search aria-label={translate("filter.label")}>
      <form
        className="grid grid-cols-1 items-end gap-2 min-[26rem]:grid-cols-2 sm:grid-cols-4 lg:grid-cols-[minmax(12rem,1fr)_10rem_10rem_9.5rem_9.5rem]"
        onSubmit={(event) => {
          event.preventDefault();
          choose({});
        }}
      >
        <div className="max-lg:col-span-full">
          <SearchField
            label={translate("filter.text")}
            placeholder={translate("filter.textHint")}
            maxLength={100}
            value={typing.text}
            onChange={({ target }) => typing.type(target.value)}
          />
        </div>
        <SelectField
          label={translate("filter.kind")}
          value={filter.kind ?? ""}
          onChange={({ target }) => {
            choose({ kind: KINDS.find((kind) => kind === target.value) ?? null });
          }}
        >
          <option value="">{translate("filter.all")}</option>
          {KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {translate(`kinds.${kind}`)}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={translate("filter.state")}
          value={filter.group ?? ""}
          onChange={({ target }) => {
            choose({ group: GROUP_NAMES.find((group) => group === target.value) ?? null });
          }}
        >
          <option value="">{translate("filter.all")}</option>
          {GROUP_NAMES.map((group) => (
            <option key={group} value={group}>
              {translate(`filter.groups.${group}`)}
            </option>
          ))}
        </SelectField>
        <DateField
          label={translate("filter.from")}
          value={filter.from ?? ""}
          max={filter.to ?? undefined}
          onChange={({ target }) => choose({ from: target.value || null })}
        />
        <DateField
          label={translate("filter.to")}
          value={filter.to ?? ""}
          min={filter.from ?? undefined}
          onChange={({ target }) => choose({ to: target.value || null })}
        />
        {isFiltered(filter) && (
          <div className="col-span-full">
            <Button look="quiet" onClick={() => onChange(NO_FILTER)}>
              {translate("filter.reset")}
            </Button>
          </div>
        )}
      </form>
    </search>
  );
}

/** What stands in the field, and what of it is looked for once the typing pauses. */
function useTyping(applied: string, apply: (text: string) => void) {
  const [text, setText] = useState(applied);
  const [last, setLast] = useState(applied);
  if (applied !== last) {
    setLast(applied);
    // Another text than was typed came from elsewhere on the page.
    if (applied !== text.trim()) setText(applied);
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another text starts the pause anew, or ends it
  useEffect(() => {
    if (text.trim() === applied) return;
    const pause = setTimeout(() => apply(text.trim()), PAUSE_MS);
    return () => clearTimeout(pause);
  }, [text, applied]);
  return { text, type: setText };
}
