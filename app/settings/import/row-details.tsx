"use client";

import { useTranslations } from "next-intl";
import { Button } from "@/app/ui/button";
import { ProblemNotice } from "@/app/ui/problem-notice";
import { Table } from "@/app/ui/table";
import { FailureNotice } from "../failure-notice";
import type { ShownRow } from "./import-rows";
import { RowOptions } from "./row-options";
import type { RowMode } from "./row-section";
import { useRowAction } from "./use-row-action";

type RowDetailsProps = { row: ShownRow; mode: RowMode; onClose: () => void; onChosen: () => void };

/** Why a row is as it is, what of it would change, and what else could become of it. */
export function RowDetails({ row, mode, onClose, onChosen }: RowDetailsProps) {
  const translate = useTranslations("import.rows");
  const { id, action, changes, options, problems, stock, outcome } = row;
  const canChoose = mode === "preview" || (mode === "result" && CHOOSABLE.has(outcome));
  const isBare = problems.length === 0 && changes.length === 0 && stock === null;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes it from anywhere inside
    <div
      id={`details-${id}`}
      className="grid gap-3 bg-page/60 px-3 py-3"
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
      }}
    >
      {problems.map(({ cause, fix }) => (
        <ProblemNotice key={cause + fix} cause={cause} fix={fix} />
      ))}
      {changes.length > 0 && <Changes row={row} />}
      {stock !== null && <p>{translate("stock", { stock })}</p>}
      {isBare && <p className="text-muted">{translate("noDetails", { what: action })}</p>}
      {mode === "result" && outcome === "failed" && <RetryRow rowId={id} />}
      {canChoose && options.length > 0 && (
        <RowOptions row={row} options={options} onChosen={onChosen} />
      )}
    </div>
  );
}

function RetryRow({ rowId }: { rowId: string }) {
  const translate = useTranslations("import.rows");
  const retry = useRowAction("retry");
  return (
    <div className="grid gap-2">
      <div>
        <Button busy={retry.isPending} onClick={() => retry.mutate({ rowIds: [rowId] })}>
          {translate("retry")}
        </Button>
      </div>
      <FailureNotice error={retry.error} />
    </div>
  );
}

/** After a run, these can still become something else. */
const CHOOSABLE: ReadonlySet<ShownRow["outcome"]> = new Set([
  ...(["skipped", "undecided", "failed", "waiting"] as const),
]);

function Changes({ row: { changes } }: { row: ShownRow }) {
  const translate = useTranslations("import.rows");
  const written = (value: ShownRow["changes"][number]["before"]) => {
    if (value === null || value === "") return translate("empty");
    if (typeof value === "boolean") return translate(value ? "yes" : "no");
    return String(value);
  };
  return (
    <Table
      caption={translate("changes")}
      head={[translate("field"), translate("before"), translate("after")]}
    >
      {changes.map(({ field, before, after }) => (
        <tr key={field} className="border-line border-b last:border-b-0">
          <th scope="row" className="px-2 py-1 text-left font-medium">
            {field}
          </th>
          <td className="wrap-anywhere px-2 py-1 text-muted">{written(before)}</td>
          <td className="wrap-anywhere px-2 py-1">
            <span className="text-muted sm:hidden">→ </span>
            {written(after)}
          </td>
        </tr>
      ))}
    </Table>
  );
}
