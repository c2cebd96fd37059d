"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { ImportRowPage } from "./import-rows";
import { RowLine } from "./row-line";
import type { RowMode } from "./row-section";
import { isSelected, type Selection } from "./selection";
import { useListFocus } from "./use-list-focus";

type RowListProps = {
  mode: RowMode;
  page: ImportRowPage;
  selection: Selection;
  /** Rows of before, while those asked for are on their way. */
  isStale: boolean;
  onToggle: (ids: readonly string[], isOn: boolean) => void;
  onPage: (cursor: string | null) => void;
};

export function RowList({ mode, page, selection, isStale, onToggle, onPage }: RowListProps) {
  const translate = useTranslations("import.rows");
  const [openId, setOpenId] = useState<string | null>(null);
  const { list, activeIndex, onKeyDown, onFocusRow, keepPlace } = useListFocus(page, onPage);
  const isSelectable = mode === "preview" || mode === "result";
  const ids = page.rows.map(({ id }) => id);
  const isAllOn = ids.every((id) => isSelected(selection, id));
  return (
    <div className="grid gap-2">
      {isSelectable && (
        <label className="flex items-center gap-2 px-2 text-muted">
          <input
            type="checkbox"
            checked={isAllOn}
            onChange={({ target }) => onToggle(ids, target.checked)}
            className="size-4 accent-(--accent)"
          />
          {translate("selectPage")}
        </label>
      )}
      <p id="row-keys" className="sr-only">
        {translate("keys")}
      </p>
      <ul
        ref={list}
        aria-label={translate("title")}
        aria-describedby="row-keys"
        aria-busy={isStale}
        onKeyDown={onKeyDown}
        className="border-line border-t aria-busy:opacity-60"
      >
        {page.rows.map((row, index) => (
          <RowLine
            key={row.id}
            {...{ row, mode, isSelectable }}
            place={{ position: page.offset + index + 1, total: page.total }}
            isActive={index === activeIndex}
            isSelected={isSelected(selection, row.id)}
            isOpen={openId === row.id}
            onFocus={() => onFocusRow(index)}
            onSelect={(isOn) => onToggle([row.id], isOn)}
            onOpen={(isOpen) => setOpenId(isOpen ? row.id : null)}
            onChosen={keepPlace}
          />
        ))}
      </ul>
    </div>
  );
}
