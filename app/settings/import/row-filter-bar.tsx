"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "@/app/ui/button";
import { Checkbox, SearchField, SelectField } from "@/app/ui/field";
import { OUTCOMES } from "@/lib/import/outcome";
import { EVERY_ROW, type RowFilter } from "./import-rows";
import { ACTIONS, type ShownImport } from "./import-state";
import type { RowMode } from "./row-section";

/** So long after the last key it is searched. */
const TYPING_MS = 300;

type RowFilterBarProps = {
  mode: RowMode;
  kinds: ShownImport["kinds"];
  filter: RowFilter;
  onFilter: (filter: RowFilter) => void;
};

export function RowFilterBar({ mode, kinds, filter, onFilter }: RowFilterBarProps) {
  const translate = useTranslations("import");
  const change = (part: Partial<RowFilter>) => onFilter({ ...filter, ...part });
  return (
    <search className="flex flex-wrap items-end gap-x-3 gap-y-2">
      <SearchBox text={filter.search} onSearch={(search) => change({ search })} />
      {kinds.length > 1 && (
        <SelectField
          label={translate("rows.kind")}
          value={filter.kind ?? ""}
          onChange={({ target }) =>
            change({ kind: kinds.find((kind) => kind === target.value) ?? null })
          }
        >
          <option value="">{translate("rows.everyKind")}</option>
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {translate(`kindsMany.${kind}`)}
            </option>
          ))}
        </SelectField>
      )}
      {mode === "preview" ? (
        <SelectField
          label={translate("rows.action")}
          value={filter.action ?? ""}
          onChange={({ target }) =>
            change({ action: ACTIONS.find((action) => action === target.value) ?? null })
          }
        >
          <option value="">{translate("rows.everyAction")}</option>
          {ACTIONS.map((action) => (
            <option key={action} value={action}>
              {translate(`actions.${action}`)}
            </option>
          ))}
        </SelectField>
      ) : (
        <SelectField
          label={translate("rows.outcome")}
          value={filter.outcome ?? ""}
          onChange={({ target }) =>
            change({ outcome: OUTCOMES.find((outcome) => outcome === target.value) ?? null })
          }
        >
          <option value="">{translate("rows.everyOutcome")}</option>
          {OUTCOMES.map((outcome) => (
            <option key={outcome} value={outcome}>
              {translate(`outcomes.${outcome}`)}
            </option>
          ))}
        </SelectField>
      )}
      <div className="flex min-h-8 flex-wrap items-center gap-x-4">
        <Checkbox
          label={translate("rows.onlyProblems")}
          checked={filter.withProblems}
          onChange={({ target }) => change({ withProblems: target.checked })}
        />
        <Button look="quiet" onClick={() => onFilter(EVERY_ROW)}>
          {translate("rows.clear")}
        </Button>
      </div>
    </search>
  );
}

function SearchBox({ text, onSearch }: { text: string; onSearch: (text: string) => void }) {
  const translate = useTranslations("import.rows");
  const [typed, setTyped] = useState(text);
  const [searched, setSearched] = useState(text);
  // Searched for by now, or emptied from outside by "show all".
  if (searched !== text) {
    setSearched(text);
    setTyped(text);
  }
  useEffect(() => {
    if (typed === text) return;
    const timer = setTimeout(() => onSearch(typed), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed, text, onSearch]);
  return (
    <SearchField
      label={translate("search")}
      placeholder={translate("searchHint")}
      value={typed}
      maxLength={200}
      onChange={({ target }) => setTyped(target.value)}
    />
  );
}
