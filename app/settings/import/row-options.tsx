"use client";

import { useTranslations } from "next-intl";
import { FailureNotice } from "../failure-notice";
import type { RowOption, ShownRow } from "./import-rows";
import { useChooseRows } from "./use-choose-rows";

type RowOptionsProps = {
  row: ShownRow;
  options: readonly RowOption[];
  onChosen: () => void;
};

/** Every way for one row; the one that is pressed holds at once. */
export function RowOptions({ row: { id, name }, options, onChosen }: RowOptionsProps) {
  const translate = useTranslations("import");
  const choose = useChooseRows(onChosen);
  return (
    <fieldset className="grid gap-2" aria-busy={choose.isPending}>
      <legend className="mb-1 font-medium">{translate("rows.options", { name })}</legend>
      <div className="flex flex-wrap gap-2">
        {options.map((option) => {
          const { choice, rackbeatKey, label, changeCount, isCurrent } = option;
          return (
            <button
              key={`${choice} ${rackbeatKey}`}
              type="button"
              aria-pressed={isCurrent}
              onClick={() =>
                !isCurrent &&
                choose.mutate({
                  target: { rowIds: [id] },
                  choice,
                  ...(rackbeatKey !== null && { rackbeatKey }),
                })
              }
              className="min-h-8 cursor-pointer rounded-md border border-line bg-card px-3 py-1 text-left aria-pressed:border-accent aria-pressed:bg-busy-soft"
            >
              {translate(`options.${choice}`, {
                ...{ label, count: changeCount, number: rackbeatKey ?? "none" },
              })}
            </button>
          );
        })}
      </div>
      {choose.data?.left === 1 && <p role="alert">{translate("bulk.partly", { count: 1 })}</p>}
      <FailureNotice error={choose.error} />
    </fieldset>
  );
}
