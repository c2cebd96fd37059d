"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/app/ui/button";
import { FailureNotice } from "../failure-notice";
import { Confirm } from "./confirm";
import type { RowTarget } from "./import-rows";
import { useRowAction } from "./use-row-action";

type BulkUndoProps = { count: number; target: RowTarget; onDone: () => void };

/** What can be done after a run with the rows that are selected: tried again, or taken back. */
export function BulkUndo({ count, target, onDone }: BulkUndoProps) {
  const translate = useTranslations("import.bulk");
  const [isSure, setIsSure] = useState(false);
  const retry = useRowAction("retry", onDone);
  const undo = useRowAction("undo", onDone);
  if (isSure) {
    return (
      <div className="basis-full">
        <Confirm
          text={translate("undoSure", { count })}
          yes={translate("undoYes")}
          no={translate("cancel")}
          isBusy={undo.isPending}
          onYes={() => undo.mutate(target)}
          onNo={() => setIsSure(false)}
        />
        <FailureNotice error={undo.error} />
      </div>
    );
  }
  return (
    <>
      {"rowIds" in target && (
        <Button busy={retry.isPending} onClick={() => retry.mutate(target)}>
          {translate("retry")}
        </Button>
      )}
      <Button onClick={() => setIsSure(true)}>{translate("undo")}</Button>
      {retry.error && (
        <div className="basis-full">
          <FailureNotice error={retry.error} />
        </div>
      )}
    </>
  );
}
