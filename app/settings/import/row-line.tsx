"use client";

import { useTranslations } from "next-intl";
import { useRef } from "react";
import { Button } from "@/app/ui/button";
import { isInRackbeat } from "@/lib/import/outcome";
import type { ShownRow } from "./import-rows";
import { RowDetails } from "./row-details";
import type { RowMode } from "./row-section";

type RowLineProps = {
  row: ShownRow;
  /** Among all that the filter lets through. */
  place: { position: number; total: number };
  mode: RowMode;
  isSelectable: boolean;
  /** The one row of the page that is in the tab order. */
  isActive: boolean;
  isSelected: boolean;
  isOpen: boolean;
  onFocus: () => void;
  onSelect: (isOn: boolean) => void;
  onOpen: (isOpen: boolean) => void;
  onChosen: () => void;
};

export function RowLine(props: RowLineProps) {
  const { row, place, mode, isSelectable, isActive, isSelected, isOpen } = props;
  const translate = useTranslations();
  const { id, kind, name, identity } = row;
  const detailsButton = useRef<HTMLButtonElement>(null);
  const tabIndex = isActive ? 0 : -1;
  return (
    <li
      data-row
      aria-posinset={place.position}
      aria-setsize={place.total}
      onFocus={props.onFocus}
      className="border-line border-b"
    >
      <div className="flex flex-wrap items-start gap-x-3 gap-y-1 px-2 py-2 has-checked:bg-busy-soft">
        {isSelectable && (
          <input
            type="checkbox"
            data-cell="select"
            tabIndex={tabIndex}
            aria-label={translate("import.rows.select", { name })}
            checked={isSelected}
            onChange={({ target }) => props.onSelect(target.checked)}
            className="mt-0.5 size-4 accent-(--accent)"
          />
        )}
        <div className="min-w-40 flex-1">
          <span className="wrap-anywhere font-medium">{name}</span>
          <span className="block text-muted text-xs">
            {translate(`kinds.${kind}`)}
            {identity && <span className="wrap-anywhere"> {identity}</span>}
          </span>
        </div>
        <div className="min-w-36 flex-1 sm:w-72 sm:flex-none">
          <WhatHappens row={row} mode={mode} />
        </div>
        <Button
          ref={detailsButton}
          look="quiet"
          data-cell="details"
          tabIndex={tabIndex}
          aria-expanded={isOpen}
          aria-controls={`details-${id}`}
          aria-label={translate("import.rows.detailsLabel", { name })}
          onClick={() => props.onOpen(!isOpen)}
        >
          {translate("import.rows.details")}
          <span aria-hidden="true">{isOpen ? "▴" : "▾"}</span>
        </Button>
      </div>
      {isOpen && (
        <RowDetails
          {...{ row, mode }}
          onClose={() => {
            props.onOpen(false);
            detailsButton.current?.focus();
          }}
          onChosen={props.onChosen}
        />
      )}
    </li>
  );
}

const ACTION_TONES: Record<ShownRow["action"], string> = {
  create: "bg-good-soft text-good",
  link: "bg-busy-soft text-busy",
  update: "bg-busy-soft text-busy",
  skip: "bg-page text-muted",
  conflict: "bg-warn-soft text-warn",
};

const OUTCOME_TONES: Record<ShownRow["outcome"], string> = {
  waiting: "bg-page text-muted",
  writing: "bg-busy-soft text-busy",
  created: "bg-good-soft text-good",
  linked: "bg-good-soft text-good",
  updated: "bg-good-soft text-good",
  skipped: "bg-page text-muted",
  undecided: "bg-warn-soft text-warn",
  failed: "bg-bad-soft text-bad",
  undoing: "bg-busy-soft text-busy",
  undone: "bg-page text-muted",
};

/** The plan's word before a run, what became of it after; and where it stands in Rackbeat. */
function WhatHappens({ row, mode }: { row: ShownRow; mode: RowMode }) {
  const translate = useTranslations("import");
  const { action, outcome, rackbeatKey, matchedBy, isChosen, problems } = row;
  const isPlan = mode === "preview";
  const details = [
    (isPlan || isInRackbeat(outcome)) &&
      rackbeatKey &&
      translate("rows.number", { number: rackbeatKey }),
    matchedBy && action !== "create" && translate("rows.matchedBy", { by: matchedBy }),
    isChosen && isPlan && translate("rows.chosen"),
    problems.length > 0 && translate("rows.notes", { count: problems.length }),
  ].filter((detail) => typeof detail === "string" && detail !== "");
  return (
    <>
      <span
        className={`inline-block whitespace-nowrap rounded-full px-2 py-0.5 font-medium text-xs ${
          isPlan ? ACTION_TONES[action] : OUTCOME_TONES[outcome]
        }`}
      >
        {isPlan ? translate(`actions.${action}`) : translate(`outcomes.${outcome}`)}
      </span>
      {details.length > 0 && (
        <span className="block text-muted text-xs">{details.join(" · ")}</span>
      )}
      {!isPlan && outcome === "failed" && problems[0] && (
        <span className="block text-bad text-xs">{problems[0].cause}</span>
      )}
    </>
  );
}
