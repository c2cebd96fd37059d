"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/app/ui/button";
import { Card } from "@/app/ui/card";
import { Checkbox } from "@/app/ui/field";
import { FailureNotice } from "../failure-notice";
import { Confirm } from "./confirm";
import type { ShownImport } from "./import-state";
import { sumOf, tallyOf } from "./progress";
import { useImportAction } from "./use-import-action";

/** The end of the only import there will ever be: asked twice, and agreed to. */
export function CloseImport({ current: { counts } }: { current: ShownImport }) {
  const translate = useTranslations("import.result");
  const router = useRouter();
  // The navigation names the import while there is one to be made.
  const close = useImportAction("close", () => router.refresh());
  const [isSure, setIsSure] = useState(false);
  const [isAgreed, setIsAgreed] = useState(false);
  const { failed, done, total } = tallyOf(counts);
  const isUndoing = sumOf(counts, () => true, "undoing") > 0;
  const left = failed + total - done;
  return (
    <Card title={translate("close")}>
      <div className="grid gap-3">
        <p className="text-muted">{translate("closeText")}</p>
        {isSure ? (
          <Confirm
            title={translate("closeSureTitle")}
            text={translate("closeSure")}
            yes={translate("closeYes")}
            no={translate("cancel")}
            isBusy={close.isPending}
            isBlocked={!isAgreed}
            onYes={() => close.mutate()}
            onNo={() => setIsSure(false)}
          >
            {left > 0 && <p className="pt-1">{translate("closeFailed", { count: left })}</p>}
            <div className="pt-2">
              <Checkbox
                label={translate("closeAgree")}
                checked={isAgreed}
                onChange={({ target }) => setIsAgreed(target.checked)}
              />
            </div>
          </Confirm>
        ) : (
          <div>
            <Button disabled={isUndoing} onClick={() => setIsSure(true)}>
              {translate("close")}
            </Button>
          </div>
        )}
        <FailureNotice error={close.error} />
      </div>
    </Card>
  );
}
