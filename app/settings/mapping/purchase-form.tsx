"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ButtonLink } from "@/app/ui/button";
import { Card } from "@/app/ui/card";
import { Notice } from "@/app/ui/notice";
import { useFrame } from "../frame";
import { EMPTY_PURCHASE_DRAFT, type PurchaseDraft, purchaseChangeOf } from "./purchase-draft";
import type { PurchaseState } from "./purchase-state";
import { PurchaseTable } from "./purchase-table";
import { PurchaseZoneTable } from "./purchase-zone-table";
import { SaveBar } from "./save-bar";
import { useSaveMapping } from "./use-save-mapping";

/** The accounts of supplier invoices, saved by themselves: proposals that are not in view are not taken over. */
export function PurchaseForm({ purchase }: { purchase: PurchaseState }) {
  const translate = useTranslations("mapping");
  const { base } = useFrame();
  const [draft, setDraft] = useState<PurchaseDraft>(EMPTY_PURCHASE_DRAFT);
  const change = purchaseChangeOf(purchase, draft);
  const save = useSaveMapping({ zones: {}, domesticZeros: [], cells: [], purchase: change }, () =>
    setDraft(EMPTY_PURCHASE_DRAFT),
  );
  return (
    <form
      className="grid grid-cols-1 gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      {!purchase.isOn && (
        <Notice tone="info">
          <div className="flex flex-wrap items-center justify-between gap-3">
            <p>{translate("purchaseOff")}</p>
            <ButtonLink href={`${base}/set-up`}>{translate("toSetUp")}</ButtonLink>
          </div>
        </Notice>
      )}
      <Card title={translate("purchaseTitle")}>
        <p className="pb-3 text-muted">{translate("purchaseText")}</p>
        <PurchaseTable purchase={purchase} draft={draft} onChange={setDraft} />
      </Card>
      <PurchaseZoneTable purchase={purchase} draft={draft} onChange={setDraft} />
      <SaveBar
        unsaved={change.cells.length + Object.keys(change.zones).length}
        save={save}
        released={save.data?.released}
      />
    </form>
  );
}
